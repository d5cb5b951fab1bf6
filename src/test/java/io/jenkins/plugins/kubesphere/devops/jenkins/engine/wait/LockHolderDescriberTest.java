package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait.LockHolderDescriber.Holder;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockHolderDescriberTest {
    private static final Holder OF_THE_PROJECT = new Holder("shop/web", 12);
    private static final Holder OF_A_BRANCH = new Holder("shop/api/main", 3);
    private static final Holder OF_ANOTHER = new Holder("shop-2/secret", 4);
    private static final Holder OUTSIDE = new Holder("secret", 5);

    @Test
    void aBuildOfTheSameProjectIsNamed() {
        assertThat(describe(OF_THE_PROJECT)).isEqualTo(", held by shop/web #12");
        assertThat(describe(OF_THE_PROJECT, OF_A_BRANCH, OF_THE_PROJECT))
                .isEqualTo(", held by shop/web #12, shop/api/main #3");
    }

    @Test
    void aBuildOfAnotherProjectIsNotNamed() {
        assertThat(describe(OF_ANOTHER)).isEqualTo(", held by a build of another project");
        assertThat(describe(OUTSIDE)).isEqualTo(", held by a build of another project");
        assertThat(describe(OF_ANOTHER, OF_THE_PROJECT)).isEqualTo(", held by shop/web #12");
    }

    @Test
    void jobsOutsideOfFoldersAreNotOneProject() {
        assertThat(LockHolderDescriber.describe(List.of(OUTSIDE), "other"))
                .isEqualTo(", held by a build of another project");
    }

    @Test
    void atMostThreeBuildsAreNamed() {
        assertThat(describe(OF_THE_PROJECT, OF_A_BRANCH, new Holder("shop/a", 1), new Holder("shop/b", 1)))
                .isEqualTo(", held by shop/web #12, shop/api/main #3, shop/a #1 and others: 1");
    }

    @Test
    void aLockThatNoBuildOfAPipelineHoldsHasNoHolder() {
        assertThat(describe()).isEmpty();
    }

    private static String describe(Holder... holders) {
        return LockHolderDescriber.describe(List.of(holders), "shop/db");
    }
}
