package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;

/** Reads the kind of agent that a Jenkinsfile requests, as in {@code agent { kubernetes { … } }}. */
public final class AgentSection extends SectionDelegate {
    private String kind = "";

    private AgentSection() {}

    /**
     * @param argument the argument of {@code agent}: {@code any}, {@code none} or a block
     * @return the requested agent, as in the Jenkinsfile; empty for {@code any} and {@code none}
     */
    static String read(Object argument) {
        if ("any".equals(argument) || "none".equals(argument)) {
            return "";
        }
        if (!(argument instanceof Closure<?> body)) {
            return "agent " + argument;
        }
        AgentSection section = new AgentSection();
        read(section, body);
        return "agent { " + section.kind + " }";
    }

    /** Takes the first keyword of the block as the kind, and ignores its arguments. */
    @Override
    Object invokeKeyword(String name, Object... arguments) {
        kind = kind.isEmpty() ? name : kind;
        return null;
    }
}
