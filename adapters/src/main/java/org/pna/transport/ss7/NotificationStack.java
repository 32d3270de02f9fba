package org.pna.transport.ss7;

import java.lang.reflect.Field;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.restcomm.protocols.ss7.map.MAPStackImpl;
import org.restcomm.protocols.ss7.sccp.SccpProvider;
import org.restcomm.protocols.ss7.tcap.TCAPProviderImpl;

/** jSS7's TCAP and MAP of one subsystem, with {@link NotificationProvider} for its provider. */
final class NotificationStack extends MAPStackImpl {
  NotificationStack(
      String name, SccpProvider sccp, int subsystem, Delivery.Current current, MapMeters meters) {
    super(name, sccp, subsystem);
    mapProvider = new NotificationProvider(name, getTCAPStack().getProvider(), current, meters);
  }

  /**
   * Lets the timers of finished dialogues go at once. TCAP's executor keeps cancelled timers, and
   * with them their dialogues, until they would have fallen due: a minute of all traffic. There is
   * no other way to it than by reflection.
   *
   * @throws ReflectiveOperationException if this is not the jSS7 that it was written for
   */
  void dropCancelledTimers() throws ReflectiveOperationException {
    Field field = TCAPProviderImpl.class.getDeclaredField("_EXECUTOR");
    field.setAccessible(true);
    ScheduledThreadPoolExecutor executor =
        (ScheduledThreadPoolExecutor) field.get(getTCAPStack().getProvider());
    executor.setRemoveOnCancelPolicy(true);
  }
}
