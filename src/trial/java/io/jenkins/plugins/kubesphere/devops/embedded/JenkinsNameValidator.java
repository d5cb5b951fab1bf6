package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses names of folders and jobs that Jenkins would refuse. The rule is that of {@code Jenkins.checkGoodName}. */
final class JenkinsNameValidator {
    private static final Pattern UNSAFE = Pattern.compile("[?*/\\\\%!@#$^&|<>\\[\\]:;\\p{Cntrl}]");

    private JenkinsNameValidator() {}

    /** @throws EngineRefusalException {@link EngineRefusalException.Reason#INVALID_NAME} */
    static void check(String itemKind, String name) {
        Matcher unsafe = UNSAFE.matcher(name);
        if (name.isBlank()) {
            throw createRefusal(itemKind, name, "it is empty");
        }
        if (name.endsWith(".")) {
            throw createRefusal(itemKind, name, "it ends with a dot");
        }
        if (unsafe.find()) {
            throw createRefusal(itemKind, name, "it contains the character " + unsafe.group());
        }
    }

    private static EngineRefusalException createRefusal(String itemKind, String name, String reason) {
        return new EngineRefusalException(
                EngineRefusalException.Reason.INVALID_NAME,
                "\"" + name + "\" cannot be the name of a " + itemKind + ": " + reason);
    }
}
