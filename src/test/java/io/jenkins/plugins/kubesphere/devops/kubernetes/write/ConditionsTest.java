package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");

    @Test
    void anUnchangedConditionGivesTheSameList() {
        List<Condition> first = Conditions.withCondition(List.of(), "Ready", "True", "Synced", "in sync", NOW);

        assertThat(Conditions.withCondition(first, "Ready", "True", "Synced", "in sync", NOW.plusSeconds(9)))
                .isSameAs(first);
    }

    @Test
    void aNewMessageKeepsTheTransitionTime() {
        List<Condition> first = Conditions.withCondition(List.of(), "Ready", "False", "OwnedByOther", "a", NOW);

        Condition second = Conditions.withCondition(first, "Ready", "False", "OwnedByOther", "b", NOW.plusSeconds(9))
                .get(0);

        assertThat(second.lastTransitionTime()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(second.lastProbeTime()).isEqualTo("2026-11-21T10:00:09Z");
    }

    @Test
    void foreignConditionsAreKeptAndTheNewestIsFirst() {
        Condition foreign = new Condition("Audited", "True", "ByHand", null, null, null, 3L);
        List<Condition> conditions = Conditions.withCondition(List.of(foreign), "Ready", "True", "Synced", "", NOW);

        assertThat(conditions).extracting(Condition::type).containsExactly("Ready", "Audited");
        assertThat(conditions).contains(foreign);
    }

    /** If the texts were compared before they are masked, the status would be written for ever. */
    @Test
    void aMaskedMessageIsComparedWithTheMaskedMessage() {
        String message = "cannot clone https://bob:s3cret@example.com/x.git";
        List<Condition> first = Conditions.withCondition(List.of(), "Ready", "False", "Failed", message, NOW);

        assertThat(first.get(0).message()).isEqualTo("cannot clone https://****@example.com/x.git");
        assertThat(Conditions.withCondition(first, "Ready", "False", "Failed", message, NOW.plusSeconds(9)))
                .isSameAs(first);
    }

    @Test
    void aMessageHasNoControlCharacters() {
        assertThat(Conditions.withCondition(List.of(), "Ready", "False", "Failed", "\u001b[31mred\u202E", NOW)
                        .get(0)
                        .message())
                .isEqualTo("red");
    }

    @Test
    void aTooLongMessageIsShortened() {
        Condition condition = Conditions.withCondition(
                        List.of(), "Ready", "False", "InvalidSpec", "x".repeat(100_000), NOW)
                .get(0);

        assertThat(condition.message()).hasSize(4096).endsWith("…");
    }
}
