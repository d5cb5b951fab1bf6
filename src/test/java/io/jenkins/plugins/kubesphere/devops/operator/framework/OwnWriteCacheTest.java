package io.jenkins.plugins.kubesphere.devops.operator.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnWriteCacheTest {
    private final OwnWriteCache<PipelineRun> latest = new OwnWriteCache<>();
    private PipelineRun informer = version("uid", 9);

    @BeforeEach
    void setInformer() {
        latest.setInformer(name -> Optional.ofNullable(informer));
    }

    @Test
    void anOwnWriteIsReturnedUntilTheInformerHasIt() {
        PipelineRun own = latest.put(version("uid", 10));

        assertThat(latest.newest(informer)).isSameAs(own);

        updateInformer(version("uid", 10));
        assertThat(latest.newest(informer)).isSameAs(informer);
        assertThat(latest.size()).isZero();
    }

    @Test
    void anOlderEventDoesNotRemoveAnOwnWrite() {
        PipelineRun own = latest.put(version("uid", 11));

        updateInformer(version("uid", 10));

        assertThat(latest.newest(informer)).isSameAs(own);
    }

    /** With the older version, the operator would write the same change twice. */
    @Test
    void aVersionReadBeforeTheEventIsNotReturned() {
        PipelineRun read = informer;
        latest.put(version("uid", 10));
        updateInformer(version("uid", 10));

        assertThat(latest.newest(read)).isSameAs(informer);
    }

    @Test
    void aResponseAfterItsEventIsNotKept() {
        updateInformer(version("uid", 10));

        latest.put(version("uid", 10));

        assertThat(latest.size()).isZero();
    }

    @Test
    void aResponseAfterTheDeletionIsNotKept() {
        PipelineRun deleted = informer;
        informer = null;
        latest.onResourceDeleted(deleted);

        latest.put(version("uid", 10));

        assertThat(latest.size()).isZero();
    }

    @Test
    void aResponseAboutAnEarlierRunOfTheSameNameIsNotKept() {
        informer = version("another uid", 9);

        latest.put(version("uid", 10));

        assertThat(latest.size()).isZero();
    }

    private void updateInformer(PipelineRun run) {
        PipelineRun before = informer;
        informer = run;
        latest.onResourceUpdated(run, before);
    }

    private static PipelineRun version(String uid, int version) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace("demo")
                .withName("web-1")
                .withUid(uid)
                .withResourceVersion(Integer.toString(version))
                .build());
        return run;
    }
}
