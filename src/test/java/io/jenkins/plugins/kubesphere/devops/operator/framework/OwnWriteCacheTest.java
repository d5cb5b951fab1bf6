package io.jenkins.plugins.kubesphere.devops.operator.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnWriteCacheTest {
    private final OwnWriteCache<PipelineRun> cache = new OwnWriteCache<>();
    private PipelineRun informer = version("uid", 9);

    @BeforeEach
    void setInformerLookup() {
        cache.setInformerLookup(name -> Optional.ofNullable(informer));
    }

    @Test
    void anOwnWriteIsReturnedUntilTheInformerHasTheWrite() {
        PipelineRun own = cache.put(version("uid", 10));

        assertThat(cache.newest(informer)).isSameAs(own);

        updateInformer(version("uid", 10));
        assertThat(cache.newest(informer)).isSameAs(informer);
        assertThat(cache.size()).isZero();
    }

    @Test
    void anOlderEventDoesNotRemoveAnOwnWrite() {
        PipelineRun own = cache.put(version("uid", 11));

        updateInformer(version("uid", 10));

        assertThat(cache.newest(informer)).isSameAs(own);
    }

    /** With the older version, the operator would write the same change twice. */
    @Test
    void aVersionReadBeforeTheEventIsNotReturned() {
        PipelineRun read = informer;
        cache.put(version("uid", 10));
        updateInformer(version("uid", 10));

        assertThat(cache.newest(read)).isSameAs(informer);
    }

    @Test
    void aResponseAfterItsEventIsNotKept() {
        updateInformer(version("uid", 10));

        cache.put(version("uid", 10));

        assertThat(cache.size()).isZero();
    }

    @Test
    void aResponseAfterTheDeletionIsNotKept() {
        PipelineRun deleted = informer;
        informer = null;
        cache.onResourceDeleted(deleted);

        cache.put(version("uid", 10));

        assertThat(cache.size()).isZero();
    }

    @Test
    void aResponseAboutAnEarlierRunOfTheSameNameIsNotKept() {
        informer = version("another uid", 9);

        cache.put(version("uid", 10));

        assertThat(cache.size()).isZero();
    }

    private void updateInformer(PipelineRun run) {
        PipelineRun before = informer;
        informer = run;
        cache.onResourceUpdated(run, before);
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
