package io.jenkins.plugins.kubesphere.devops.template.language;

import java.util.List;
import java.util.Map;

/** A parsed template. It can be rendered many times, also by many threads at once. */
public final class GoTemplate {
    private final List<Node> nodes;

    private GoTemplate(List<Node> nodes) {
        this.nodes = nodes;
    }

    /** @throws TemplateException if the text is not a template, or uses something that is not supported */
    public static GoTemplate parse(String text, Delimiters delimiters) {
        return new GoTemplate(new TemplateParser(new TemplateLexer(text, delimiters).read()).parse());
    }

    /**
     * Runs the template. Values are not escaped.
     *
     * @param data values of JSON: null, strings, numbers, booleans, lists and maps of these
     * @throws TemplateException if the template cannot be run with the data, or a limit is reached
     */
    public String render(Map<String, ?> data) {
        return run(new PlainOutput(), data);
    }

    /** Like {@link #render}, for a template of JSON: values are escaped for the place where they are inserted. */
    public String renderJson(Map<String, ?> data) {
        return run(new JsonOutput(), data);
    }

    private String run(TemplateOutput output, Map<String, ?> data) {
        new Renderer(output).run(nodes, Scope.of(data));
        return output.result();
    }
}
