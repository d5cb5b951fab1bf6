package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.KeywordDescriptor;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.StepArguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads and keeps the options of a pipeline or stage, in their order. An unknown option fails the build. */
public final class DeclarativeOptions extends SectionDelegate {
    static final String BUILD_DISCARDER = "buildDiscarder";
    static final String DISABLE_CONCURRENT_BUILDS = "disableConcurrentBuilds";
    static final String FAIL_FAST = "parallelsAlwaysFailFast";
    static final String RETRY = "retry";
    static final String SKIP_AFTER_UNSTABLE = "skipStagesAfterUnstable";
    static final String TIMEOUT = "timeout";
    static final String TIMESTAMPS = "timestamps";

    /** Options of stages and pipelines. */
    public static final List<KeywordDescriptor> STAGE_OPTIONS = List.of(
            KeywordDescriptor.of(RETRY, "count", "Like the step."),
            KeywordDescriptor.of("skipDefaultCheckout", "(value)", "No effect: this engine has no default checkout."),
            KeywordDescriptor.of(TIMEOUT, "time unit", "Like the step; it includes `post`."),
            KeywordDescriptor.of(
                    TIMESTAMPS, "", "Each line of the log begins with its time, from here to the end of the build."));

    /** Options of pipelines only. */
    public static final List<KeywordDescriptor> PIPELINE_ONLY_OPTIONS = List.of(
            KeywordDescriptor.of(
                    BUILD_DISCARDER,
                    "logRotator",
                    "`logRotator(numToKeepStr: '5', daysToKeepStr: '1')`: when a build ends, older builds that exceed"
                            + " these limits are deleted."),
            KeywordDescriptor.of("disableResume", "", "No effect: a build that a restart interrupts always fails."),
            KeywordDescriptor.of(DISABLE_CONCURRENT_BUILDS, "", "A build waits for the end of the previous build."),
            KeywordDescriptor.of(FAIL_FAST, "", "Like `failFast true` in each stage with `parallel`."),
            KeywordDescriptor.of(SKIP_AFTER_UNSTABLE, "", "After the build becomes unstable, no further stage runs."));

    /** An argument of {@code buildDiscarder}, not an option. */
    private static final KeywordDescriptor LOG_ROTATOR =
            KeywordDescriptor.of("logRotator", "numToKeepStr daysToKeepStr", "");

    private final String scope;
    private final Map<String, StepArguments> options = new LinkedHashMap<>();

    /** @param scope {@code pipeline} or {@code stage} */
    private DeclarativeOptions(String scope) {
        this.scope = scope;
    }

    static DeclarativeOptions none() {
        return new DeclarativeOptions("");
    }

    static DeclarativeOptions read(String scope, Closure<?> body) {
        DeclarativeOptions options = new DeclarativeOptions(scope);
        read(options, body);
        return options;
    }

    @Override
    Object invokeKeyword(String name, Object... arguments) {
        if (name.equals(LOG_ROTATOR.name())) {
            return new StepArguments(LOG_ROTATOR, arguments);
        }
        KeywordDescriptor option = Stream.concat(
                        STAGE_OPTIONS.stream(), scope.equals("pipeline") ? PIPELINE_ONLY_OPTIONS.stream() : Stream.of())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> StepFailedException.unsupported("option \"" + name + "\" of a " + scope));
        options.put(name, new StepArguments(option, arguments));
        return null;
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    Map<String, StepArguments> all() {
        return options;
    }

    /** Returns the job properties: these options, and the parameters of the pipeline. */
    DeclaredJobProperties toProperties(List<PipelineParameter> parameters) {
        StepArguments discarder = options.get(BUILD_DISCARDER);
        StepArguments rotator = discarder != null && discarder.value(LOG_ROTATOR.name()) instanceof StepArguments limits
                ? limits
                : new StepArguments(LOG_ROTATOR);
        return new DeclaredJobProperties(
                parameters,
                has(DISABLE_CONCURRENT_BUILDS),
                readLimit(rotator, "numToKeepStr"),
                readLimit(rotator, "daysToKeepStr"));
    }

    /** As in Jenkins, a number below 1 means no limit. */
    private static OptionalLong readLimit(StepArguments rotator, String name) {
        long number = rotator.text(name, "").isEmpty() ? -1 : rotator.number(name);
        return number < 1 ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
