package io.jenkins.plugins.kubesphere.devops.engine.resource;

import java.util.Set;

/**
 * The texts that consoles of earlier releases send for a parameter that the form leaves empty, and ks-devops for one
 * without a value. They mean "not set" where the parameter has no such value.
 */
public final class UnsetValueTexts {
    private static final Set<String> TEXTS = Set.of("", "<nil>", "undefined");

    private UnsetValueTexts() {}

    public static boolean contains(String text) {
        return TEXTS.contains(text);
    }
}
