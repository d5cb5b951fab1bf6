package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the sections of a {@code pipeline} or a {@code stage}, and keeps their content. */
public final class DeclarativeBlock extends SectionDelegate {
    /** The conditions of {@code post}, in the order in which they run. */
    public static final List<String> POST_CONDITIONS =
            List.of("always", "aborted", "success", "unsuccessful", "unstable", "failure", "notBuilt", "cleanup");

    /** The supported sections. */
    public static final List<SectionDescriptor> SECTIONS = List.of(
            SectionDescriptor.of("agent", "pipeline stage", "See [agents](#agents)."),
            SectionDescriptor.of("environment", "pipeline stage", "Variables, from values and other variables."),
            SectionDescriptor.of("failFast", "stage", "With `parallel`: the first failure ends the other stages."),
            SectionDescriptor.of("options", "pipeline stage", "See [options](#options)."),
            SectionDescriptor.of("parallel", "stage", "Stages that run at the same time, each in a thread."),
            SectionDescriptor.of("parameters", "pipeline", "The types are listed below this table."),
            SectionDescriptor.of("post", "pipeline stage", "See [post](#post)."),
            SectionDescriptor.of("stages", "pipeline stage", "Stages that run one after the other."),
            SectionDescriptor.of("steps", "stage", "See [steps](#steps)."),
            SectionDescriptor.of("when", "stage", "See [conditions](#conditions)."));

    final String name;
    final List<DeclarativeBlock> stages = new ArrayList<>();

    /** The sections that run as code, by name: environment, steps, when, and the conditions of post. */
    final Map<String, Closure<?>> sections = new HashMap<>();

    /** The requested agent, as in the Jenkinsfile; empty if this machine is sufficient. */
    String agent = "";

    DeclarativeOptions options = DeclarativeOptions.none();
    boolean parallel;
    boolean failFast;

    private final String kind;
    private final List<PipelineParameter> parameters = new ArrayList<>();

    private DeclarativeBlock(String kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /**
     * @param kind {@code pipeline} or {@code stage}
     * @param name name of the stage; empty for a pipeline
     */
    static DeclarativeBlock read(String kind, String name, Closure<?> body) {
        DeclarativeBlock block = new DeclarativeBlock(kind, name);
        read(block, body);
        return block;
    }

    DeclaredJobProperties jobProperties() {
        return options.toProperties(parameters);
    }

    @Override
    Object invokeKeyword(String section, Object... arguments) {
        Object last = arguments.length == 0 ? null : arguments[arguments.length - 1];
        if (SECTIONS.stream().noneMatch(known -> known.name().equals(section) && known.isAllowedIn(kind))) {
            throw StepFailedException.unsupported("section \"" + section + "\" in a " + kind);
        }
        if (section.equals("agent")) {
            agent = AgentSection.read(last);
        } else if (section.equals("failFast")) {
            failFast = Boolean.TRUE.equals(last);
        } else if (last instanceof Closure<?> body) {
            readSection(section, body);
        } else {
            throw StepFailedException.failed("section \"" + section + "\" needs a block { … }");
        }
        return null;
    }

    private void readSection(String section, Closure<?> body) {
        switch (section) {
            case "options" -> options = DeclarativeOptions.read(kind, body);
            case "parameters" ->
                read(new KeywordListSection(section, EmbeddedJobParameters::isType, this::addParameter), body);
            case "post" ->
                read(new KeywordListSection(section, POST_CONDITIONS::contains, this::addPostCondition), body);
            case "stages", "parallel" -> {
                parallel = section.equals("parallel");
                read(new KeywordListSection(section, "stage"::equals, this::addStage), body);
            }
            default -> sections.put(section, body);
        }
    }

    private void addParameter(String type, Object[] arguments) {
        if (arguments.length == 1 && arguments[0] instanceof Map<?, ?> named && named.containsKey("name")) {
            parameters.add(EmbeddedJobParameters.fromJenkinsfile(type, named));
        } else {
            throw StepFailedException.failed(
                    "parameters: " + type + " needs arguments with names, as in " + type + "(name: 'NAME')");
        }
    }

    private void addPostCondition(String condition, Object[] arguments) {
        if (arguments.length == 1 && arguments[0] instanceof Closure<?> body) {
            sections.put(condition, body);
        } else {
            throw StepFailedException.failed("post: " + condition + " needs a block { … }");
        }
    }

    private void addStage(String keyword, Object[] arguments) {
        if (arguments.length == 2 && arguments[1] instanceof Closure<?> body) {
            stages.add(read("stage", String.valueOf(arguments[0]), body));
        } else {
            throw StepFailedException.failed(
                    "stages: " + keyword + " needs a name and a block, as in " + keyword + "('Build') { … }");
        }
    }
}
