package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A fake converter: its JSON is the Jenkinsfile in braces. A test can delay it, make it refuse or fail, and read its
 * results.
 */
final class FakeJenkinsfileConverter implements JenkinsfileConverter {
    /** The results of all conversions, in order. */
    final List<String> results = new CopyOnWriteArrayList<>();

    /** Conversions wait for this latch. */
    volatile CountDownLatch latch = new CountDownLatch(0);

    /** Each conversion throws this, unless null. */
    volatile EngineRefusalException refusal;

    /** The next conversion throws this, unless null. */
    volatile RuntimeException fault;

    /** Appended to each JSON. */
    volatile String padding = "";

    /** Returns the engine with this converter instead of its own. */
    Engine wrap(Engine engine) {
        return new ForwardingEngine(engine) {
            @Override
            public JenkinsfileConverter jenkinsfiles() {
                return FakeJenkinsfileConverter.this;
            }
        };
    }

    @Override
    public String toJson(String namespace, String jenkinsfile) {
        return convert("{" + jenkinsfile + padding + "}");
    }

    @Override
    public String toJenkinsfile(String namespace, String json) {
        return convert(json.substring(1, json.length() - 1));
    }

    private String convert(String text) {
        results.add(text);
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (fault != null) {
            RuntimeException once = fault;
            fault = null;
            throw once;
        }
        if (refusal != null) {
            throw refusal;
        }
        return text;
    }
}
