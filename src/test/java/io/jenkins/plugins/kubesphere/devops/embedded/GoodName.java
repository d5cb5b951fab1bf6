package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;

/** Names that Jenkins takes for folders and jobs: the rule of {@code Jenkins.checkGoodName}. */
final class GoodName {
    private static final String UNSAFE = "?*/\\%!@#$^&|<>[]:;";

    private GoodName() {}

    /** @throws EngineRefusal {@link EngineRefusal.Reason#INVALID_NAME} */
    static void check(String what, String name) {
        String problem = problem(name);
        if (problem != null) {
            throw new EngineRefusal(
                    EngineRefusal.Reason.INVALID_NAME,
                    "\"" + name + "\" cannot be the name of a " + what + ": " + problem);
        }
    }

    private static String problem(String name) {
        if (name.isBlank()) {
            return "it is empty";
        }
        if (name.equals(".") || name.equals("..")) {
            return "it means a place in the file system";
        }
        if (name.endsWith(".")) {
            return "it ends with a dot";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c)) {
                return "it holds the control character " + (int) c;
            }
            if (UNSAFE.indexOf(c) >= 0) {
                return "it holds the character " + c;
            }
        }
        return null;
    }
}
