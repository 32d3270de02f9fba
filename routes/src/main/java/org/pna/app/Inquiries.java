package org.pna.app;

import java.util.function.Function;
import org.pna.app.control.ControlHandler;
import org.pna.app.control.ControlRequest;
import org.pna.app.query.QueryAnswer;
import org.pna.app.reporting.ReportingAnswer;
import org.pna.app.status.StatusAnswer;

/** What commands may ask of the running gateway. */
record Inquiries(
    Function<ControlRequest.Why, Answer> why,
    StatusAnswer status,
    QueryAnswer query,
    ReportingAnswer reporting)
    implements ControlHandler {
  @Override
  public Answer answer(ControlRequest request, String user) {
    if (request instanceof ControlRequest.Why inquiry) {
      return why.apply(inquiry);
    }
    if (request instanceof ControlRequest.Reporting wish) {
      return reporting.answer(wish, user);
    }
    return request instanceof ControlRequest.Query inquiry
        ? query.answer(inquiry)
        : status.answer((ControlRequest.Status) request);
  }
}
