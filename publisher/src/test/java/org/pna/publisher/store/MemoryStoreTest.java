package org.pna.publisher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MemoryStoreTest extends PresenceStoreContract {
  @Override
  protected PresenceStore open() {
    return new MemoryStore(1000, HISTORY);
  }

  @Test
  void atTheBoundANewPresentityIsRefusedAndTheOthersGoOn() throws Exception {
    for (int i = 0; i < 1000; i++) {
      assertThat(append(record("tel:+" + i, 1))).isNull();
    }
    assertThat(append(record("tel:+1000", 1)))
        .isInstanceOf(StoreFullException.class)
        .hasMessage("the store is full: 1000 presentities");
    assertThat(store().load("tel:+1000")).isEqualTo(PresentityRecord.unknown("tel:+1000"));
    assertThat(append(record("tel:+7", 2))).isNull();
    assertSame(store().load("tel:+7"), record("tel:+7", 2));
  }

  @Test
  void aStoreOfNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MemoryStore(0));
  }
}
