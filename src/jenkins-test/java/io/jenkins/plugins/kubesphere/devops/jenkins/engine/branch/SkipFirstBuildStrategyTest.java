package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.TaskListener;
import java.util.Objects;
import jenkins.branch.BranchBuildStrategy;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.mixin.TagSCMHead;
import org.junit.jupiter.api.Test;

/** Tests which branches Jenkins builds by itself while builds of new branches are off, and after they are on again. */
class SkipFirstBuildStrategyTest {
    private static final SCMHead MAIN = new SCMHead("main");

    private BranchBuildStrategy strategy = new SkipFirstBuildStrategy();

    @Test
    void aNewBranchIsNotBuilt() {
        assertThat(builds(MAIN, 1, null, null)).isFalse();
    }

    /** Jenkins asks in each scan as long as the branch was never built. */
    @Test
    void anUnchangedBranchIsNotBuilt() {
        assertThat(builds(MAIN, 1, null, 1)).isFalse();
    }

    @Test
    void aChangedBranchIsBuilt() {
        assertThat(builds(MAIN, 2, null, 1)).isTrue();
        assertThat(builds(MAIN, 2, 1, 1)).isTrue();
    }

    @Test
    void aTagIsNeverBuilt() {
        assertThat(builds(new Tag(), 2, 1, 1)).isFalse();
    }

    @Test
    void knownBranchesAreNotBuiltWhenNewBranchesAreBuiltAgain() {
        strategy = new BuildNewAndChangedStrategy();
        assertThat(builds(MAIN, 1, null, null)).as("new").isTrue();
        assertThat(builds(MAIN, 1, null, 1)).as("never built").isFalse();
        assertThat(builds(MAIN, 2, null, 1)).as("changed").isTrue();
        assertThat(builds(MAIN, 2, 1, 1)).as("changed").isTrue();
        assertThat(builds(new Tag(), 1, null, null)).as("a new tag").isFalse();
    }

    private boolean builds(SCMHead head, int current, Integer built, Integer seen) {
        return strategy.automaticBuild(
                null, head, revision(head, current), revision(head, built), revision(head, seen), TaskListener.NULL);
    }

    private static SCMRevision revision(SCMHead head, Integer number) {
        return number == null ? null : new Numbered(head, number);
    }

    private static final class Tag extends SCMHead implements TagSCMHead {
        private static final long serialVersionUID = 1L;

        Tag() {
            super("v1");
        }

        @Override
        public long getTimestamp() {
            return 0;
        }
    }

    private static final class Numbered extends SCMRevision {
        private static final long serialVersionUID = 1L;

        private final int number;

        Numbered(SCMHead head, int number) {
            super(head);
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Numbered revision && revision.number == number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(number);
        }
    }
}
