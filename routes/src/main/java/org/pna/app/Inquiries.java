package org.pna.app;

import org.pna.app.control.ControlHandler;
import org.pna.app.control.ControlRequest;
import org.pna.app.status.StatusAnswer;
import org.pna.app.why.WhyAnswer;

/** What commands may ask of the running gateway. */
record Inquiries(WhyAnswer why, StatusAnswer status) implements ControlHandler {
  @Override
  public Answer answer(ControlRequest request) {
    return request instanceof ControlRequest.Why inquiry
        ? why.answer(inquiry)
        : status.answer((ControlRequest.Status) request);
  }
}
