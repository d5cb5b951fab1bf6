package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.WebhookVariable;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.GenericWebhookSettings.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Checks the webhook of a spec and creates its settings. A webhook that is not enabled is ignored without a check. */
public final class WebhookSettingsFactory {
    /** Short name of the plugin. Without the plugin, Jenkins drops the element when it loads the job. */
    static final String PLUGIN = "generic-webhook-trigger";

    private static final String SPEC_PATH = "spec.pipeline.generic_webhook";
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,254}");

    /** The request parameters in which the plugin looks for the token, as in {@code GenericWebHookRequestReceiver}. */
    private static final Set<String> TOKEN_PARAMETERS = Set.of("token");

    /** The request headers in which the plugin looks for the token, in lower case. */
    private static final Set<String> TOKEN_HEADERS = Set.of("token", "authorization", "x-gitlab-token");

    private final SpecTextValidator validator;
    private final Predicate<String> isPluginActive;

    /** @param isPluginActive returns true if the plugin with that short name is running */
    public WebhookSettingsFactory(SpecTextValidator validator, Predicate<String> isPluginActive) {
        this.validator = validator;
        this.isPluginActive = isPluginActive;
    }

    /** @param specValue null for none */
    public Optional<GenericWebhookSettings> create(GenericWebhook specValue) {
        if (specValue == null || !Boolean.TRUE.equals(specValue.enable())) {
            return Optional.empty();
        }
        GenericWebhookSettings webhook = new GenericWebhookSettings(
                token(specValue.token()),
                validator.check(SPEC_PATH + ".cause", specValue.cause()),
                Boolean.TRUE.equals(specValue.printVariables()),
                Boolean.TRUE.equals(specValue.printPostContent()),
                validator.check(SPEC_PATH + ".filter_text", specValue.filterText()),
                regex(SPEC_PATH + ".filter_expression", specValue.filterExpression()),
                variables(
                        ".request_variables", specValue.requestVariables(), UnaryOperator.identity(), TOKEN_PARAMETERS),
                variables(
                        ".header_variables",
                        specValue.headerVariables(),
                        WebhookSettingsFactory::toLowerCase,
                        TOKEN_HEADERS));
        new RequiredPluginValidator(validator.refusals(), isPluginActive)
                .check(SPEC_PATH, PLUGIN, ", or set enable to false");
        return Optional.of(webhook);
    }

    /** A token is required: a request without a token starts every job that has no token. */
    private String token(String specValue) {
        String token = validator.check(SPEC_PATH + ".token", specValue);
        if (token.isBlank()) {
            throw validator
                    .refusals()
                    .create(
                            SPEC_PATH + ".token",
                            "is missing, and anybody who reaches Jenkins could start the pipeline; give a token,"
                                    + " or set enable to false");
        }
        return token;
    }

    private String regex(String field, String specValue) {
        String regex = validator.check(field, specValue);
        RegexValidator.findProblem(regex).ifPresent(problem -> {
            throw validator.refusals().create(field, problem);
        });
        return regex;
    }

    /**
     * @param normalizeName returns the name as the plugin compares it
     * @param tokenNames names that the plugin uses for the token
     */
    private List<Variable> variables(
            String list, List<WebhookVariable> specValue, UnaryOperator<String> normalizeName, Set<String> tokenNames) {
        List<Variable> variables = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < specValue.size(); i++) {
            String parentPath = SPEC_PATH + list + "[" + i + "]";
            String key = key(parentPath + ".key", specValue.get(i).key());
            if (tokenNames.contains(normalizeName.apply(key))) {
                throw validator
                        .refusals()
                        .create(
                                parentPath + ".key",
                                "\"" + key
                                        + "\" contains the token of the request, which each run could then read in its"
                                        + " environment; choose another name");
            }
            // The same conversion as in FlattenerUtils.toVariableName of the plugin.
            String name = normalizeName.apply(key).replace('-', '_');
            if (!names.add(name)) {
                throw validator
                        .refusals()
                        .create(
                                parentPath + ".key",
                                "\"" + key + "\" is a duplicate: an earlier key already sets the variable \"" + name
                                        + "\"; rename or remove it");
            }
            variables.add(new Variable(
                    key, regex(parentPath + ".regexp_filter", specValue.get(i).regexpFilter())));
        }
        return variables;
    }

    private String key(String field, String specValue) {
        String key = validator.check(field, specValue);
        if (key.isBlank()) {
            throw validator.refusals().create(field, "is missing; give the name of the variable");
        }
        if (!KEY.matcher(key).matches()) {
            throw validator
                    .refusals()
                    .create(
                            field,
                            "\"" + key + "\" is not a valid variable name; use up to 255 letters, digits, _ and -,"
                                    + " and begin with a letter or _");
        }
        return key;
    }

    private static String toLowerCase(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
