package io.jenkins.plugins.kubesphere.devops.engine.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.BranchScanReader;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan.ScanResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan.SkippedBranch;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Input;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MaskingEngineTest {
    private static final JobName JOB = new JobName("demo", "web");
    private static final PipelineRunRef RUN = new PipelineRunRef("demo", "web-1", "uid");
    private static final ProjectMaskProvider UNKNOWN = namespace -> Optional.empty();

    private final AtomicInteger asked = new AtomicInteger();
    private final ProjectMaskProvider masks = namespace -> {
        asked.incrementAndGet();
        return namespace.equals("demo") ? SecretMask.of(List.of("hunter22")) : Optional.empty();
    };

    @Test
    void theMessageOfARunIsMasked() {
        RunSnapshot ended = new RunSnapshot(
                RUN,
                OptionalInt.of(1),
                State.FINISHED,
                RunResult.FAILURE,
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.EPOCH),
                "no luck with hunter22 at https://bob:x@example.com",
                Optional.empty());

        assertThat(find(ended, masks).message()).isEqualTo("no luck with **** at https://****@example.com");
        assertThat(find(ended, UNKNOWN).message()).isEmpty();
    }

    /** The id is needed for the answer. */
    /** Its default would answer in place of the engine. A short form of another method is none of them. */
    @Test
    void eachMethodWithADefaultIsPassedOn() {
        Predicate<Method> isShortForm = method -> Stream.of(RunEngine.class.getMethods())
                .anyMatch(other -> !other.isDefault() && other.getName().equals(method.getName()));

        assertThat(Stream.of(RunEngine.class.getMethods())
                        .filter(Method::isDefault)
                        .filter(isShortForm.negate()))
                .extracting(Method::getName)
                .isNotEmpty()
                .isSubsetOf(Stream.of(MaskingRunEngine.class.getDeclaredMethods())
                        .map(Method::getName)
                        .toList());
    }

    @Test
    void theQuestionOfABuildIsMasked() {
        RunSnapshot paused =
                running(State.PAUSED, Optional.of(new Input("Ship", "Ship\nhunter22?", "stage \"hunter22\"")));

        assertThat(find(paused, masks).input()).contains(new Input("Ship", "Ship\n****?", "stage \"****\""));
        assertThat(find(paused, UNKNOWN).input()).contains(new Input("Ship", ""));
    }

    @Test
    void noMaskIsCreatedForARunWithoutText() {
        RunSnapshot running = running(State.RUNNING, Optional.empty());

        assertThat(find(running, masks)).isSameAs(running);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aRefusalIsMaskedAndKeepsItsReason() {
        EngineRefusalException refusal =
                new EngineRefusalException(Reason.INVALID_PARAMETER, "must be one of test, hunter22");

        assertThatThrownBy(() -> runs(refusal, masks).stop(JOB, RUN))
                .isInstanceOfSatisfying(EngineRefusalException.class, masked -> assertThat(masked.reason())
                        .isEqualTo(Reason.INVALID_PARAMETER))
                .hasMessage("must be one of test, ****");
        assertThatThrownBy(() -> runs(refusal, UNKNOWN).stop(JOB, RUN))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessage(
                        "PipelineRun demo/web-1: the reason is not shown, because the credentials of the project are"
                                + " not loaded yet, or are too large to be masked in it");
    }

    @Test
    void aFailureIsMasked() {
        EngineFailureException failure = new EngineFailureException("waits for hunter22");

        assertThatThrownBy(() -> runs(failure, masks).delete(JOB, RUN))
                .isInstanceOf(EngineFailureException.class)
                .hasMessage("waits for ****");
    }

    @Test
    void anUnexpectedExceptionIsMasked() {
        IllegalArgumentException unexpected = new IllegalArgumentException("bad: hunter22");

        assertThatThrownBy(() -> runs(unexpected, masks).answer(JOB, RUN, "Ship", true))
                .hasToString("java.lang.IllegalArgumentException: bad: ****");
        assertThatThrownBy(() -> runs(unexpected, UNKNOWN).answer(JOB, RUN, "Ship", true))
                .hasMessageNotContaining("hunter22");
        assertThatThrownBy(() -> failing(JobEngine.class, unexpected)
                        .deleteJob(JOB, new Owner("Pipeline", "demo", "web", "uid")))
                .isSameAs(unexpected);
        assertThatThrownBy(() -> new MaskingJobEngine(failing(JobEngine.class, unexpected), masks)
                        .deleteJob(JOB, new Owner("Pipeline", "demo", "web", "uid")))
                .hasMessage("bad: ****");
        assertThatThrownBy(() ->
                        new MaskingRunLogReader(failing(RunLogReader.class, unexpected), masks).lastLines(JOB, RUN))
                .hasMessage("bad: ****");
    }

    /** Callers know exceptions by their class. */
    @Test
    void anExceptionWithoutASecretStaysTheSame() {
        StackOverflowError error = new StackOverflowError();

        assertThatThrownBy(() -> runs(error, masks).stop(JOB, RUN)).isSameAs(error);
    }

    /** A secret at the limit of the length was cut before it was masked, and its beginning was shown. */
    @Test
    void theTextsOfAScanAreMaskedBeforeTheyAreCut() {
        BranchScan scan = new BranchScan(
                ScanResult.FAILURE,
                Optional.of(Instant.EPOCH),
                "x".repeat(495) + "hunter22" + " failed",
                1,
                List.of(new SkippedBranch("feat/y", "no hunter22")),
                1);

        BranchScan masked = new MaskingBranchScanReader(job -> Optional.of(scan), masks)
                .lastScan(JOB)
                .orElseThrow();

        assertThat(masked.message())
                .hasSize(500)
                .startsWith("x".repeat(495) + "****")
                .doesNotContain("hunt");
        assertThat(masked.skipped()).containsExactly(new SkippedBranch("feat/y", "no ****"));
        BranchScanReader unknown = new MaskingBranchScanReader(job -> Optional.of(scan), UNKNOWN);
        assertThat(unknown.lastScan(JOB).orElseThrow().message())
                .startsWith("the cause is not shown, because the credentials of the project are not loaded yet");
        assertThat(unknown.lastScan(JOB).orElseThrow().skipped()).containsExactly(new SkippedBranch("feat/y", ""));
    }

    @Test
    void theLogOfAScanIsMaskedAndKeepsItsLines() {
        LogChunk part = new LogChunk("git ls-remote https://robot:pw@git/a\nuses hunter22\n", 60, true);

        assertThat(new MaskingBranchScanLogReader((job, offset) -> Optional.of(part), masks).log(JOB, 0))
                .contains(new LogChunk("git ls-remote https://****@git/a\nuses ****\n", 60, true));
        LogChunk hidden = new MaskingBranchScanLogReader((job, offset) -> Optional.of(part), UNKNOWN)
                .log(JOB, 0)
                .orElseThrow();
        assertThat(hidden.text())
                .startsWith("The log is not shown, because the credentials of the project are not loaded yet");
        assertThat(hidden.hasMore()).isFalse();
    }

    private static RunSnapshot running(State state, Optional<Input> input) {
        return new RunSnapshot(
                RUN, OptionalInt.of(1), state, RunResult.NONE, Optional.of(Instant.EPOCH), Optional.empty(), "", input);
    }

    private static RunSnapshot find(RunSnapshot snapshot, ProjectMaskProvider masks) {
        RunEngine engine = role(RunEngine.class, () -> Optional.of(snapshot));
        return new MaskingRunEngine(engine, masks).find(JOB, RUN, Instant.EPOCH).orElseThrow();
    }

    /** No credential of the project has this value, and a plugin may repeat it when it refuses the parameter. */
    @Test
    void theErrorOfAStartDoesNotShowAValueFromASecret() {
        RunRequest request = new RunRequest(
                RUN, JOB, Instant.EPOCH, "", List.of(new RunParameter("KEY", "v4lue-of-the-secret", true)));

        assertThatThrownBy(() -> runs(new IllegalStateException("not v4lue-of-the-secret"), masks)
                        .start(request))
                .hasMessage("not ****");
    }

    private static RunEngine runs(Throwable failure, ProjectMaskProvider masks) {
        return new MaskingRunEngine(failing(RunEngine.class, failure), masks);
    }

    private static <T> T failing(Class<T> role, Throwable failure) {
        return role(role, () -> {
            throw failure;
        });
    }

    private interface Answer {
        Object get() throws Throwable;
    }

    /** A role of an engine of which each method does the same. */
    private static <T> T role(Class<T> role, Answer answer) {
        return role.cast(Proxy.newProxyInstance(
                role.getClassLoader(), new Class<?>[] {role}, (proxy, method, arguments) -> answer.get()));
    }
}
