package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A converter that wraps a text in JSON and back. A test holds it up, makes it refuse or fail, and sees what it was given. */
final class WrappingConverter implements JenkinsfileConverter {
    /** Each text that was asked for, in order. */
    final List<String> converted = new CopyOnWriteArrayList<>();

    /** Conversions wait for it. */
    volatile CountDownLatch held = new CountDownLatch(0);

    /** Thrown by each conversion, unless null. */
    volatile EngineRefusalException refusal;

    /** Thrown once, unless null. */
    volatile RuntimeException fault;

    /** Added to each JSON. */
    volatile String padding = "";

    /** An engine with this converter in the place of its own. */
    Engine in(Engine engine) {
        return new ForwardingEngine(engine) {
            @Override
            public JenkinsfileConverter jenkinsfiles() {
                return WrappingConverter.this;
            }
        };
    }

    @Override
    public String toJson(String jenkinsfile) {
        return convert("{" + jenkinsfile + padding + "}");
    }

    @Override
    public String toJenkinsfile(String json) {
        return convert(json.substring(1, json.length() - 1));
    }

    private String convert(String text) {
        converted.add(text);
        try {
            assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
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
