package io.jenkins.plugins.kubesphere.devops.operator.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of the engine, so that a new one is not forgotten: it either reads or needs the Lease. */
class LeaseGuardedEngineTest {
    private static final Set<String> READING =
            Set.of("find", "log", "lastLines", "scan", "overview", "jenkinsfileModel", "subscribe");

    private final SteppedClocks clocks = new SteppedClocks();
    private final LeadershipTerm term =
            new LeadershipTerm("system/lease", Duration.ofSeconds(10), clocks, clocks.now());
    private final List<String> called = new ArrayList<>();
    private final Engine engine = new LeaseGuardedEngine(
            (Engine) Proxy.newProxyInstance(
                    Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                        called.add(method.getName());
                        return method.getReturnType() == boolean.class ? false : null;
                    }),
            term);

    static Stream<Method> methods() {
        return Stream.of(Engine.class.getMethods());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everythingPassesWhileTheLeaseIsHeld(Method method) throws Exception {
        call(method);

        assertThat(called).containsExactly(method.getName());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void onlyReadingPassesAfterwards(Method method) throws Exception {
        clocks.pass(Duration.ofSeconds(10));

        if (READING.contains(method.getName())) {
            call(method);
            assertThat(called).containsExactly(method.getName());
        } else {
            assertThatThrownBy(() -> call(method)).hasCauseInstanceOf(LeaseLostException.class);
            assertThat(called).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whatIsUnderWayKeepsTheTermInUse(Method method) throws Exception {
        List<Boolean> unused = new ArrayList<>();
        Engine asking = new LeaseGuardedEngine(
                (Engine) Proxy.newProxyInstance(
                        Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, call, arguments) -> {
                            unused.add(term.awaitUnused(Duration.ZERO));
                            return call.getReturnType() == boolean.class ? false : null;
                        }),
                term);

        method.invoke(asking, arguments(method));

        assertThat(unused).containsExactly(READING.contains(method.getName()));
        assertThat(term.awaitUnused(Duration.ZERO)).isTrue();
    }

    private void call(Method method) throws IllegalAccessException, InvocationTargetException {
        method.invoke(engine, arguments(method));
    }

    private static Object[] arguments(Method method) {
        return Stream.of(method.getParameterTypes())
                .map(type -> type == boolean.class
                        ? (Object) false
                        : type == long.class ? (Object) 0L : type == int.class ? (Object) 0 : null)
                .toArray();
    }
}
