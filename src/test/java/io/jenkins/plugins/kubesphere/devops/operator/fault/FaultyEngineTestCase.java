package io.jenkins.plugins.kubesphere.devops.operator.fault;

import io.fabric8.kubernetes.client.CustomResource;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.support.InterceptedEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;

/** Base class of the tests with an engine whose calls throw. */
abstract class FaultyEngineTestCase {
    /** How many of the next calls throw, by the name of the method. */
    final Map<String, AtomicInteger> faults = new ConcurrentHashMap<>();

    @TempDir
    Path state;

    static Optional<Condition> ready(CustomResource<?, ? extends HasConditions> object) {
        return object.getStatus().condition("Ready");
    }

    /** Makes the next calls of a method throw. */
    final void failNextCalls(String method, int times) {
        faults.put(method, new AtomicInteger(times));
    }

    final Engine withFaults(Engine engine, Supplier<Throwable> fault) {
        return new InterceptedEngine(engine, method -> {
            AtomicInteger remainingFaults = faults.get(method);
            if (remainingFaults != null && remainingFaults.getAndDecrement() > 0) {
                throw fault.get();
            }
        });
    }
}
