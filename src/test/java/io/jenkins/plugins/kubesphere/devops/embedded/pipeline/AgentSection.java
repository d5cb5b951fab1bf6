package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;

/** {@code agent { kubernetes { … } }}: what kind of agent is asked for. */
public final class AgentSection extends GroovyObjectSupport {
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
        Block.read(section, body);
        return "agent { " + section.kind + " }";
    }

    /** Groovy calls this for each word of the block; what is in blocks within it does not matter. */
    @Override
    public Object invokeMethod(String word, Object arguments) {
        kind = kind.isEmpty() ? word : kind;
        return null;
    }
}
