package io.jenkins.plugins.kubesphere.devops.operator.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.BranchScanReader;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.InterceptedEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls each method of each role of the engine, so that no new method is forgotten. A method either only reads, or
 * needs the Lease.
 */
class LeaseGuardedEngineTest {
    private static final Set<String> READING = Set.of(
            "find",
            "findAddress",
            "readParameters",
            "readApprovers",
            "isKeptForever",
            "log",
            "lastLines",
            "open",
            "lastScan",
            "summarize");

    private final SteppedClocks clocks = new SteppedClocks();
    private final LeadershipTerm term =
            new LeadershipTerm("system/lease", Duration.ofSeconds(10), clocks, clocks.now());
    private final List<String> called = new ArrayList<>();
    private final Engine engine = guarded(called::add);

    static Stream<Method> methods() {
        return Stream.of(JobEngine.class, BranchScanReader.class, RunEngine.class, RunLogReader.class)
                .flatMap(role -> Stream.of(role.getMethods()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void allMethodsWorkWhileTheLeaseIsHeld(Method method) throws Exception {
        call(method);

        assertThat(called).containsExactly(method.getName());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void onlyReadingMethodsWorkAfterTheLossOfTheLease(Method method) throws Exception {
        clocks.advance(Duration.ofSeconds(10));

        if (READING.contains(method.getName())) {
            call(method);
            assertThat(called).containsExactly(method.getName());
        } else {
            assertThatThrownBy(() -> call(method)).hasCauseInstanceOf(LeaseNotHeldException.class);
            assertThat(called).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aRunningCallKeepsTheTermInUse(Method method) throws Exception {
        List<Boolean> unused = new ArrayList<>();
        Engine engineThatChecks = guarded(name -> unused.add(term.awaitUnused(Duration.ZERO)));

        method.invoke(role(engineThatChecks, method), arguments(method));

        assertThat(unused).containsExactly(READING.contains(method.getName()));
        assertThat(term.awaitUnused(Duration.ZERO)).isTrue();
    }

    /** A start may wait for the lock of the queue for a long time. */
    @Test
    void aStartThatWaitsUntilTheLeaseIsLostSchedulesNothing() {
        List<String> scheduled = new ArrayList<>();
        RunEngine slow = (RunEngine) Proxy.newProxyInstance(
                RunEngine.class.getClassLoader(), new Class<?>[] {RunEngine.class}, (proxy, method, arguments) -> {
                    clocks.advance(Duration.ofSeconds(10));
                    ((RunRequest) arguments[0]).precondition().run();
                    scheduled.add(method.getName());
                    return null;
                });
        Engine waiting = new LeaseGuardedEngine(
                new ForwardingEngine(new EmptyEngine()) {
                    @Override
                    public RunEngine runs() {
                        return slow;
                    }
                },
                term);

        assertThatThrownBy(() -> waiting.runs().start((RunRequest) argument(RunRequest.class)))
                .isInstanceOf(LeaseNotHeldException.class);
        assertThat(scheduled).isEmpty();
    }

    private void call(Method method) throws IllegalAccessException, InvocationTargetException {
        method.invoke(role(engine, method), arguments(method));
    }

    private Engine guarded(InterceptedEngine.Interceptor interceptor) {
        return new LeaseGuardedEngine(new InterceptedEngine(new EmptyEngine(), interceptor), term);
    }

    private static Object role(Engine engine, Method method) {
        return Stream.of(engine.jobs(), engine.branches(), engine.runs(), engine.runLogs())
                .filter(method.getDeclaringClass()::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static Object[] arguments(Method method) {
        return Stream.of(method.getParameterTypes())
                .map(LeaseGuardedEngineTest::argument)
                .toArray();
    }

    private static Object argument(Class<?> type) {
        if (type == RunRequest.class) {
            return new RunRequest(
                    new PipelineRunRef("demo", "web-1", "uid"),
                    new JobName("demo", "web"),
                    Instant.EPOCH,
                    "",
                    List.of());
        }
        return type == boolean.class ? false : type == long.class ? (Object) 0L : type == int.class ? 0 : null;
    }
}
