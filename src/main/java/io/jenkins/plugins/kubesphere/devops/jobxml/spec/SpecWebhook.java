package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.WebhookVariable;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.GenericWebhookTrigger.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Checks the webhook of a spec and converts it. A webhook that is not enabled is ignored without a check. */
public final class SpecWebhook {
    /** Short name of the plugin. Without the plugin, Jenkins drops the element when it loads the job. */
    static final String PLUGIN = "generic-webhook-trigger";

    private static final String AT = "spec.pipeline.generic_webhook";
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,254}");

    /** The request parameters in which the plugin looks for the token, as in {@code GenericWebHookRequestReceiver}. */
    private static final Set<String> TOKEN_PARAMETERS = Set.of("token");

    /** The same for the headers of a request, in lower case. */
    private static final Set<String> TOKEN_HEADERS = Set.of("token", "authorization", "x-gitlab-token");

    private final SpecTextValidator text;
    private final Predicate<String> plugins;

    /** @param plugins tells whether the engine runs the plugin with that short name */
    public SpecWebhook(SpecTextValidator text, Predicate<String> plugins) {
        this.text = text;
        this.plugins = plugins;
    }

    /** @param given null for none */
    public Optional<GenericWebhookTrigger> convert(GenericWebhook given) {
        if (given == null || !Boolean.TRUE.equals(given.enable())) {
            return Optional.empty();
        }
        GenericWebhookTrigger webhook = new GenericWebhookTrigger(
                token(given.token()),
                text.check(AT + ".cause", given.cause()),
                Boolean.TRUE.equals(given.printVariables()),
                Boolean.TRUE.equals(given.printPostContent()),
                text.check(AT + ".filter_text", given.filterText()),
                regex(AT + ".filter_expression", given.filterExpression()),
                variables(".request_variables", given.requestVariables(), UnaryOperator.identity(), TOKEN_PARAMETERS),
                variables(".header_variables", given.headerVariables(), SpecWebhook::lower, TOKEN_HEADERS));
        new PluginRequirement(text, plugins).check(AT, PLUGIN, ", or set enable to false");
        return Optional.of(webhook);
    }

    /** A token is required: a request without a token starts every job that has no token. */
    private String token(String given) {
        String token = text.check(AT + ".token", given);
        if (token.isBlank()) {
            throw text.refusal(
                    AT + ".token",
                    "is missing, and anybody who reaches Jenkins could start the pipeline; give a token,"
                            + " or set enable to false");
        }
        return token;
    }

    private String regex(String field, String given) {
        String regex = text.check(field, given);
        RegexValidator.problem(regex).ifPresent(problem -> {
            throw text.refusal(field, problem);
        });
        return regex;
    }

    /**
     * @param folded returns the name as the plugin compares it
     * @param tokens names that the plugin uses for the token
     */
    private List<Variable> variables(
            String list, List<WebhookVariable> given, UnaryOperator<String> folded, Set<String> tokens) {
        List<Variable> variables = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String at = AT + list + "[" + i + "]";
            String key = key(at + ".key", given.get(i).key());
            if (tokens.contains(folded.apply(key))) {
                throw text.refusal(
                        at + ".key",
                        "\"" + key
                                + "\" contains the token of the request, which each run could then read in its"
                                + " environment; choose another name");
            }
            // The same conversion as in FlattenerUtils.toVariableName of the plugin.
            String name = folded.apply(key).replace('-', '_');
            if (!names.add(name)) {
                throw text.refusal(
                        at + ".key",
                        "\"" + key + "\" is the second one for the variable \"" + name + "\"; rename or remove it");
            }
            variables.add(
                    new Variable(key, regex(at + ".regexp_filter", given.get(i).regexpFilter())));
        }
        return variables;
    }

    private String key(String field, String given) {
        String key = text.check(field, given);
        if (key.isBlank()) {
            throw text.refusal(field, "is missing; give the name of the variable");
        }
        if (!KEY.matcher(key).matches()) {
            throw text.refusal(
                    field,
                    "\"" + key + "\" is not a name of a variable; use up to 255 letters, digits, _ and -,"
                            + " and begin with a letter or _");
        }
        return key;
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
