package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.Keyword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code pipeline} or a {@code stage}: what its sections say. */
public final class DeclarativeSections extends SectionDelegate {
    /** The conditions that {@code post} may name, in the order in which they run. */
    public static final List<String> POST =
            List.of("always", "aborted", "success", "unsuccessful", "unstable", "failure", "notBuilt", "cleanup");

    /** The sections, and where they may stand. */
    public static final List<Keyword> SECTIONS = List.of(
            Keyword.of("agent", "pipeline stage", "See [agents](#agents)."),
            Keyword.of("environment", "pipeline stage", "Variables, from values and other variables."),
            Keyword.of("failFast", "stage", "With `parallel`: the first stage that fails ends the others."),
            Keyword.of("options", "pipeline stage", "See [options](#options)."),
            Keyword.of("parallel", "stage", "Stages that run at the same time, each in a thread."),
            Keyword.of("parameters", "pipeline", "The types are listed below this table."),
            Keyword.of("post", "pipeline stage", "See [post](#post)."),
            Keyword.of("stages", "pipeline stage", "Stages that run one after the other."),
            Keyword.of("steps", "stage", "See [steps](#steps)."),
            Keyword.of("when", "stage", "See [conditions](#conditions)."));

    final String name;
    final List<DeclarativeSections> stages = new ArrayList<>();

    /** What is run, by its word: environment, steps, when, and the conditions of post. */
    final Map<String, Closure<?>> sections = new HashMap<>();

    /** The agent that it asks for, as it is written; empty if this machine will do. */
    String agent = "";

    DeclarativeOptions options = DeclarativeOptions.none();
    boolean parallel;
    boolean failFast;

    private final String kind;
    private final List<PipelineParameter> parameters = new ArrayList<>();

    private DeclarativeSections(String kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /**
     * @param kind {@code pipeline} or {@code stage}
     * @param name of the stage
     */
    static DeclarativeSections read(String kind, String name, Closure<?> body) {
        DeclarativeSections block = new DeclarativeSections(kind, name);
        read(block, body);
        return block;
    }

    DeclaredJobProperties properties() {
        return options.properties(parameters);
    }

    @Override
    Object word(String word, Object... given) {
        Object last = given.length == 0 ? null : given[given.length - 1];
        if (SECTIONS.stream()
                .noneMatch(
                        known -> known.name().equals(word) && known.arguments().contains(kind))) {
            throw StepFailedException.unknown("section \"" + word + "\" in a " + kind);
        }
        if (word.equals("agent")) {
            agent = AgentSection.read(last);
        } else if (word.equals("failFast")) {
            failFast = Boolean.TRUE.equals(last);
        } else if (last instanceof Closure<?> body) {
            read(word, body);
        } else {
            throw StepFailedException.failed("section \"" + word + "\" needs a block { … }");
        }
        return null;
    }

    private void read(String word, Closure<?> body) {
        switch (word) {
            case "options" -> options = DeclarativeOptions.read(kind, body);
            case "parameters" -> read(new EntriesSection(DeclaredParameters::isType, this::parameter), body);
            case "post" -> read(new EntriesSection(POST::contains, this::condition), body);
            case "stages", "parallel" -> {
                parallel = word.equals("parallel");
                read(new EntriesSection("stage"::equals, this::stage), body);
            }
            default -> sections.put(word, body);
        }
    }

    private void parameter(String type, Object[] given) {
        if (given.length == 1 && given[0] instanceof Map<?, ?> named && named.containsKey("name")) {
            parameters.add(DeclaredParameters.of(type, named));
        } else {
            throw StepFailedException.failed(
                    "parameters: " + type + " needs arguments with names, as in " + type + "(name: 'NAME')");
        }
    }

    private void condition(String condition, Object[] given) {
        if (given.length == 1 && given[0] instanceof Closure<?> body) {
            sections.put(condition, body);
        } else {
            throw StepFailedException.failed("post: " + condition + " needs a block { … }");
        }
    }

    private void stage(String word, Object[] given) {
        if (given.length == 2 && given[1] instanceof Closure<?> body) {
            stages.add(read("stage", String.valueOf(given[0]), body));
        } else {
            throw StepFailedException.failed(
                    "stages: " + word + " needs a name and a block, as in " + word + "('Build') { … }");
        }
    }
}
