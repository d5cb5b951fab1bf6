package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests imports that end in the middle, and those that a Pipeline asks for. */
@WithCluster
class InterruptedImportIT {
    @TempDir
    Path state;

    @Test
    void anOperatorThatEndsAfterItCreatedTheRunContinuesWithTheSameBuild(Config server) {
        try (OperatorFixture fixture =
                OperatorFixture.on(server, state).wrapEngine(ReadOnce::new).start()) {
            fixture.awaitRunning().createProject();
            fixture.createPipeline("web");
            ImportedBuildsIT.startBuild(fixture, "web", "ann");
            PipelineRun created = ImportedBuildsIT.await(fixture, "web-build-1", found -> true);
            fixture.operator.close();
            assertThat(created.getStatus().hasEnded()).isFalse();

            fixture.replaceOperator();

            fixture.awaitRunning();
            fixture.awaitSuccess(created);
            assertThat(ImportedBuildsIT.runs(fixture)).hasSize(1);
        }
    }

    @Test
    void allBuildsGetTheirRunsWhenThePipelineAsksForThem(Config server) {
        try (OperatorFixture fixture =
                OperatorFixture.on(server, state).wrapEngine(OldBuilds::new).start()) {
            fixture.awaitRunning().createProject();
            Pipeline pipeline = fixture.createPipeline("web");
            ImportedBuildsIT.startBuild(fixture, "web", "ann");
            ImportedBuildsIT.startBuild(fixture, "web", "ben");
            PipelineRun own = fixture.createRun("web-1", "web");
            fixture.await(own, ImportedBuildsIT::isSucceeded);
            assertThat(ImportedBuildsIT.runs(fixture)).hasSize(1);

            String request = "pipeline.devops.kubesphere.io/request-to-sync-pipelineruns";
            ImportedBuildsIT.annotate(fixture, pipeline, request, "true");

            ImportedBuildsIT.await(fixture, "web-build-1", ImportedBuildsIT::isSucceeded);
            ImportedBuildsIT.await(fixture, "web-build-2", ImportedBuildsIT::isSucceeded);
            fixture.await(
                    pipeline, found -> !found.getMetadata().getAnnotations().containsKey(request));
            assertThat(ImportedBuildsIT.runs(fixture)).hasSize(3);
        }
    }

    @Test
    void aBuildThatCannotBeImportedDoesNotHoldUpTheNextOnes(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> new OldBuilds(engine, 1))
                .start()) {
            fixture.awaitRunning().createProject();
            Pipeline pipeline = fixture.createPipeline("web");
            ImportedBuildsIT.startBuild(fixture, "web", "ann");
            ImportedBuildsIT.startBuild(fixture, "web", "ben");

            String request = "pipeline.devops.kubesphere.io/request-to-sync-pipelineruns";
            ImportedBuildsIT.annotate(fixture, pipeline, request, "true");

            ImportedBuildsIT.await(fixture, "web-build-2", ImportedBuildsIT::isSucceeded);
            assertThat(ImportedBuildsIT.runs(fixture)).hasSize(1);
            assertThat(fixture.admin.resource(pipeline).get().getMetadata().getAnnotations())
                    .as("the request stays, because a build has no run yet")
                    .containsKey(request);
        }
    }

    /** Lets the importer read a build, and fails when the build is to be given to its run. */
    private static final class ReadOnce extends ForwardingEngine {
        private final AtomicInteger reads = new AtomicInteger();

        ReadOnce(Engine engine) {
            super(engine);
        }

        @Override
        public UnboundBuildReader unboundBuilds() {
            return new UnboundBuildReader() {
                @Override
                public List<BuildRef> list(JobName pipeline, Function<JobName, Instant> since, int maxOfJob) {
                    return engine.unboundBuilds().list(pipeline, since, maxOfJob);
                }

                @Override
                public Optional<UnboundBuild> find(BuildRef build) {
                    if (reads.getAndIncrement() > 0) {
                        throw new IllegalStateException("the operator is killed here");
                    }
                    return engine.unboundBuilds().find(build);
                }
            };
        }
    }

    /** Tells nothing of builds that start, and lists them only if all are asked for. */
    private static final class OldBuilds extends ForwardingEngine {
        private final int unreadable;

        OldBuilds(Engine engine) {
            this(engine, 0);
        }

        /** @param unreadable number of a build that cannot be read */
        OldBuilds(Engine engine, int unreadable) {
            super(engine);
            this.unreadable = unreadable;
        }

        @Override
        public UnboundBuildReader unboundBuilds() {
            return new UnboundBuildReader() {
                @Override
                public List<BuildRef> list(JobName pipeline, Function<JobName, Instant> since, int maxOfJob) {
                    return since.apply(pipeline).equals(Instant.EPOCH)
                            ? engine.unboundBuilds().list(pipeline, since, maxOfJob)
                            : List.of();
                }

                @Override
                public Optional<UnboundBuild> find(BuildRef build) {
                    if (build.number() == unreadable) {
                        throw new IllegalStateException("build " + unreadable + " cannot be read");
                    }
                    return engine.unboundBuilds().find(build);
                }
            };
        }

        @Override
        public Subscription subscribe(Consumer<EngineEvent> subscriber) {
            return engine.subscribe(event -> {
                if (!(event instanceof EngineEvent.BuildStarted)) {
                    subscriber.accept(event);
                }
            });
        }
    }
}
