package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Says in which section of the JSON model of a Jenkinsfile a node is. A section is {@code steps}, {@code when} or
 * {@code stages}: the nearest enclosing property that decides what an object with a name is. It is empty if there is
 * none.
 */
final class ModelSections {
    private ModelSections() {}

    /** Returns the section of the nodes in a property of an object in the enclosing section. */
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
