package io.jenkins.plugins.kubesphere.devops.engine.support;

import io.jenkins.plugins.kubesphere.devops.engine.BranchScanReader;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;

/** Calls an interceptor of the test before each call of an engine; the interceptor can make the call fail. */
public final class InterceptedEngine extends ForwardingEngine {
    private final Interceptor interceptor;

    /** @param interceptor called before each call of each role; the call throws what the interceptor throws */
    public InterceptedEngine(Engine engine, Interceptor interceptor) {
        super(engine);
        this.interceptor = interceptor;
    }

    @Override
    public JobEngine jobs() {
        return intercept(JobEngine.class, engine.jobs());
    }

    @Override
    public BranchScanReader branches() {
        return intercept(BranchScanReader.class, engine.branches());
    }

    @Override
    public RunEngine runs() {
        return intercept(RunEngine.class, engine.runs());
    }

    @Override
    public RunLogReader runLogs() {
        return intercept(RunLogReader.class, engine.runLogs());
    }

    @Override
    public RunDetailReader runDetails() {
        return intercept(RunDetailReader.class, engine.runDetails());
    }

    private <T> T intercept(Class<T> role, T target) {
        return role.cast(
                Proxy.newProxyInstance(role.getClassLoader(), new Class<?>[] {role}, (proxy, method, arguments) -> {
                    interceptor.beforeCall(method.getName(), arguments == null ? List.of() : Arrays.asList(arguments));
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** What a test does before each call of the engine. */
    @FunctionalInterface
    public interface Interceptor {
        /** @param method name of the method that is called */
        void before(String method) throws Throwable;

        /**
         * As {@link #before}, for an interceptor that wants to know the arguments.
         *
         * @param arguments of the call
         */
        default void beforeCall(String method, List<Object> arguments) throws Throwable {
            before(method);
        }
    }
}
