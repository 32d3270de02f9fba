package org.pna.adapter.ph;

import java.util.List;
import org.pna.model.Adapter;
import org.pna.model.Domain;
import org.pna.model.Fact;
import org.pna.model.PresenceReport;
import org.pna.model.Source;
import org.pna.model.Unanswered;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.UserDataAnswer;

/**
 * States and locations as the home subscriber server answers them (TS 29.328 clause 6.1.1), true of
 * the moment at which it was asked (rule T3).
 */
public final class UserDataAnswerAdapter implements Adapter<UserDataAnswer> {
  @Override
  public Source source() {
    return Source.PH;
  }

  @Override
  public Class<UserDataAnswer> messageType() {
    return UserDataAnswer.class;
  }

  @Override
  public boolean hears(UserDataAnswer message) {
    return true;
  }

  @Override
  public List<PresenceReport> reports(UserDataAnswer message) {
    Domain domain = message.domain();
    boolean state = message.reference() == DataReference.USER_STATE;
    List<Fact> unanswered = state && domain != null ? List.of(new Unanswered(domain)) : List.of();
    return ShStates.of(
        message.data(),
        message.command().specName(),
        message.askedAt(),
        message.origin().place(),
        message.subscriber(),
        unanswered);
  }
}
