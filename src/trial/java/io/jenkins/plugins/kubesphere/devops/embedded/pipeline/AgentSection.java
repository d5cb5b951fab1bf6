package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;

/** {@code agent { kubernetes { … } }}: what kind of agent is asked for. */
public final class AgentSection extends SectionDelegate {
    private String kind = "";

    private AgentSection() {}

    /**
     * @param given what stands behind {@code agent}: {@code any}, {@code none} or a block
     * @return empty if this machine will do, else what was asked for, as it is written
     */
    static String read(Object given) {
        if ("any".equals(given) || "none".equals(given)) {
            return "";
        }
        if (!(given instanceof Closure<?> body)) {
            return "agent " + given;
        }
        AgentSection section = new AgentSection();
        read(section, body);
        return "agent { " + section.kind + " }";
    }

    /** What is in blocks within the block does not matter. */
    @Override
    Object word(String name, Object... given) {
        kind = kind.isEmpty() ? name : kind;
        return null;
    }
}
