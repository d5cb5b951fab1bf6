package io.jenkins.plugins.kubesphere.devops.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.template.StepSecret;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The step {@code withCredentials} around a step that needs a credential.
 *
 * @param function the binding in {@code withCredentials} for the type of the credential
 * @param variables the variable that the step reads, by the name of the argument
 */
record CredentialBinding(String function, Map<String, String> variables) {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String SSH_USER = "sshUserPrivateKey";

    /** @throws TemplateException if the type is not one that can be bound, or a variable is not a name */
    static CredentialBinding of(StepSecret secret) {
        String type = Objects.requireNonNullElse(secret.type(), "");
        Map<String, String> variables = new LinkedHashMap<>();
        String function =
                switch (type.substring(type.lastIndexOf('/') + 1)) {
                    case "basic-auth" -> {
                        put(variables, secret, "passwordVariable", "PASSWORDVARIABLE");
                        put(variables, secret, "usernameVariable", "USERNAMEVARIABLE");
                        yield "usernamePassword";
                    }
                    // The plugin with a binding for kubeconfigs is withdrawn; a text has the same effect.
                    case "secret-text", "token", "kubeconfig" -> {
                        put(variables, secret, "variable", "VARIABLE");
                        yield "string";
                    }
                    case "ssh-auth" -> {
                        put(variables, secret, "keyFileVariable", "KEYFILEVARIABLE");
                        put(variables, secret, "passphraseVariable", "PASSPHRASEVARIABLE");
                        put(
                                variables,
                                secret,
                                "usernameVariable",
                                secret.mapping().getOrDefault(SSH_USER, SSH_USER.toUpperCase(Locale.ROOT)));
                        yield "sshUserPrivateKey";
                    }
                    default ->
                        throw new TemplateException("spec.secret.type is \"" + type
                                + "\"; a step can be wrapped with basic-auth, secret-text, kubeconfig or ssh-auth");
                };
        return new CredentialBinding(function, variables);
    }

    private static void put(Map<String, String> variables, StepSecret secret, String argument, String otherwise) {
        String variable = secret.mapping().getOrDefault(argument, otherwise);
        if (!VARIABLE.matcher(variable).matches()) {
            throw new TemplateException(
                    "spec.secret.mapping." + argument + " is not the name of a variable; use letters, digits and _");
        }
        variables.put(argument, variable);
    }

    /** @param credential name of a Secret, which needs no quoting */
    ObjectNode wrap(ObjectNode step, String credential) {
        String bound = variables.entrySet().stream()
                .map(variable -> ", " + variable.getKey() + ": '" + variable.getValue() + "'")
                .collect(Collectors.joining());
        return StepModel.block(
                "withCredentials",
                false,
                "${[" + function + "(credentialsId: '" + credential + "'" + bound + ")]}",
                step);
    }
}
