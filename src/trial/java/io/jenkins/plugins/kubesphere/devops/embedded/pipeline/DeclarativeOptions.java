package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.Keyword;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.StepArguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** {@code options} of a pipeline or a stage, in their order. One that is not known is refused. */
public final class DeclarativeOptions extends SectionDelegate {
    static final String DISCARDER = "buildDiscarder";
    static final String ONE_AT_A_TIME = "disableConcurrentBuilds";
    static final String FAIL_FAST = "parallelsAlwaysFailFast";
    static final String RETRY = "retry";
    static final String SKIP_AFTER_UNSTABLE = "skipStagesAfterUnstable";
    static final String TIMEOUT = "timeout";
    static final String TIMESTAMPS = "timestamps";

    /** Those that a stage may have, too. */
    public static final List<Keyword> OF_STAGES = List.of(
            Keyword.of(RETRY, "count", "As the step."),
            Keyword.of("skipDefaultCheckout", "(value)", "Nothing is checked out by itself anyway."),
            Keyword.of(TIMEOUT, "time unit", "As the step; it includes `post`."),
            Keyword.of(
                    TIMESTAMPS, "", "Each line of the log begins with its time, from here to the end of the build."));

    /** Those of a pipeline alone. */
    public static final List<Keyword> OF_PIPELINES = List.of(
            Keyword.of(
                    DISCARDER,
                    "logRotator",
                    "`logRotator(numToKeepStr: '5', daysToKeepStr: '1')`: at the end of a build, those that are over and"
                            + " too many or too old are deleted."),
            Keyword.of("disableResume", "", "A build that a restart interrupts fails anyway."),
            Keyword.of(ONE_AT_A_TIME, "", "A build waits for the end of the one before."),
            Keyword.of(FAIL_FAST, "", "As `failFast true` in each stage with `parallel`."),
            Keyword.of(SKIP_AFTER_UNSTABLE, "", "No further stage runs once the build is unstable."));

    private static final Keyword ROTATOR = Keyword.of("logRotator", "numToKeepStr daysToKeepStr", "");

    private final String where;
    private final Map<String, StepArguments> options = new LinkedHashMap<>();

    /** @param where {@code pipeline} or {@code stage} */
    private DeclarativeOptions(String where) {
        this.where = where;
    }

    static DeclarativeOptions none() {
        return new DeclarativeOptions("");
    }

    static DeclarativeOptions read(String where, Closure<?> body) {
        DeclarativeOptions options = new DeclarativeOptions(where);
        read(options, body);
        return options;
    }

    @Override
    Object word(String name, Object... given) {
        if (name.equals(ROTATOR.name())) {
            return new StepArguments(ROTATOR, given);
        }
        Keyword option = Stream.concat(
                        OF_STAGES.stream(), where.equals("pipeline") ? OF_PIPELINES.stream() : Stream.of())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> StepFailedException.unknown("option \"" + name + "\" of a " + where));
        options.put(name, new StepArguments(option, given));
        return null;
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    Map<String, StepArguments> all() {
        return options;
    }

    DeclaredJobProperties properties(List<PipelineParameter> parameters) {
        StepArguments discarder = options.get(DISCARDER);
        StepArguments rotator = discarder != null && discarder.value(ROTATOR.name()) instanceof StepArguments given
                ? given
                : new StepArguments(ROTATOR);
        return new DeclaredJobProperties(
                parameters, has(ONE_AT_A_TIME), number(rotator, "numToKeepStr"), number(rotator, "daysToKeepStr"));
    }

    /** As in Jenkins, a number below 1 means no limit. */
    private static OptionalLong number(StepArguments rotator, String name) {
        long number = rotator.text(name, "").isEmpty() ? -1 : rotator.number(name);
        return number < 1 ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
