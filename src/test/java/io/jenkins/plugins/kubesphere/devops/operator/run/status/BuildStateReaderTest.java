package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.DeletedBuild;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BuildStateReaderTest {
    private static final String CREATED = "2026-11-21T10:00:00Z";

    private final List<List<Object>> calls = new ArrayList<>();
    private Optional<RunSnapshot> found = Optional.empty();
    private int failures;
    private int parameterReads;
    private final BuildStateReader builds = new BuildStateReader(
            (RunEngine) Proxy.newProxyInstance(
                    RunEngine.class.getClassLoader(), new Class<?>[] {RunEngine.class}, (proxy, method, arguments) -> {
                        calls.add(List.of(arguments));
                        return method.getName().equals("readParameters") ? readParameters() : found;
                    }),
            null);

    /** Otherwise the engine reads all builds of the job before it starts a new run. */
    @Test
    void onlyBuildsSinceTheCreationOfTheRunAreRead() {
        PipelineRun run = run("web");
        builds.findSnapshot(run);
        builds.findExistingBuild(run);
        run.getMetadata().getAnnotations().put(RunAnnotations.JOB, "other");
        builds.findOtherJob(run);
        PipelineRunRef ref = new PipelineRunRef("demo", "web-1", "uid");
        Instant created = Instant.parse(CREATED);
        assertThat(calls)
                .containsExactly(
                        List.of(new JobName("demo", "web"), ref, created),
                        List.of(new JobName("demo", "web"), ref, created),
                        List.of(new JobName("demo", "web"), ref, created));
    }

    @Test
    void aDeletedBuildIsKnownButDoesNotExist() {
        PipelineRun run = run("other");
        found = Optional.of(DeletedBuild.unfinished(7).toSnapshot(new PipelineRunRef("demo", "web-1", "uid")));
        assertThat(builds.findSnapshot(run)).isEqualTo(found);
        assertThat(builds.findExistingBuild(run)).isEmpty();
        assertThat(builds.findOtherJob(run))
                .as("the job of the spec, which has had the build")
                .contains(new JobName("demo", "web"));
    }

    /** A run whose parameters could not be read at its start never showed them. */
    @Test
    void parametersThatCouldNotBeReadAreReadForTheNextStatus() {
        PipelineRun run = run("web");
        run.setStatus(PipelineRunStatus.EMPTY);
        failures = 1;
        RunStatusUpdate first = builds.mapStatus(run, running());
        assertThat(first.parameters()).isEmpty();
        run.setStatus(first.mergeInto(run.getStatus(), Instant.parse(CREATED)));

        RunStatusUpdate second = builds.mapStatus(run, running());

        assertThat(second.parameters())
                .contains(StatusParameters.of(List.of(new RunParameter("TARGET", "production"))));
        assertThat(builds.mapStatus(run, running()).parameters())
                .as("the second status may not have been written")
                .isPresent();
        run.setStatus(second.mergeInto(run.getStatus(), Instant.parse(CREATED)));
        assertThat(builds.mapStatus(run, running()).parameters()).isEmpty();
        assertThat(parameterReads).isEqualTo(3);
    }

    private List<RunParameter> readParameters() {
        parameterReads++;
        if (failures-- > 0) {
            throw new IllegalStateException("disk full");
        }
        return List.of(new RunParameter("TARGET", "production"));
    }

    private static RunSnapshot running() {
        return new RunSnapshot(
                new PipelineRunRef("demo", "web-1", "uid"),
                OptionalInt.of(7),
                RunSnapshot.State.RUNNING,
                RunSnapshot.RunResult.NONE,
                Optional.of(Instant.parse(CREATED)),
                Optional.empty(),
                "",
                Optional.empty());
    }

    /** @param job the recorded job; the spec names web */
    private static PipelineRun run(String job) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace("demo")
                .withName("web-1")
                .withUid("uid")
                .withCreationTimestamp(CREATED)
                .addToAnnotations(RunAnnotations.INSTANCE, "home")
                .addToAnnotations(RunAnnotations.CLAIMED_UID, "uid")
                .addToAnnotations(RunAnnotations.JOB, job)
                .build());
        run.setSpec(RunSpecs.of("web"));
        return run;
    }
}
