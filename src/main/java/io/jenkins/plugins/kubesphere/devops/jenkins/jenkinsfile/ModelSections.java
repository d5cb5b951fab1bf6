package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Says in which section of the JSON model of a Jenkinsfile a node is. The section decides whether an object with a name
 * is a step, a condition or a stage. It is the nearest enclosing property {@code steps}, {@code when} or {@code
 * stages}; empty if there is none.
 */
final class ModelSections {
    private ModelSections() {}

    /**
     * Returns the section of the nodes in a property.
     *
     * @param enclosingSection the section of the object that has the property
     */
    static String section(String property, String enclosingSection) {
        return switch (property) {
            case "steps", "when", "stages" -> property;
            case "parallel" -> "stages";
            case "children", "conditions" -> enclosingSection;
            default -> "";
        };
    }

    /** Returns true for the object of a {@code script} step or an {@code expression} condition, which contains code. */
    static boolean isCodeBlock(ObjectNode object, String section) {
        String name = object.path("name").asText();
        return object.has("arguments")
                && !object.has("children")
                && (section.equals("steps") && name.equals("script")
                        || section.equals("when") && name.equals("expression"));
    }
}
