package io.jenkins.plugins.kubesphere.devops.kapis.list;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A label selector of Kubernetes, for example {@code app=web,tier in (a,b),!canary}. All requirements must hold. */
final class LabelSelector implements Predicate<Map<String, String>> {
    private static final String KEY = "[A-Za-z0-9._/-]+";
    private static final Pattern SET = Pattern.compile("(" + KEY + ")\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern EQUAL = Pattern.compile("(" + KEY + ")\\s*(==|=|!=)\\s*([A-Za-z0-9._-]*)");
    private static final Pattern EXISTS = Pattern.compile("(!?)\\s*(" + KEY + ")");
    /** A comma that is not in parentheses. */
    private static final Pattern COMMA = Pattern.compile(",(?![^()]*\\))");

    private final List<Predicate<Map<String, String>>> requirements;

    private LabelSelector(List<Predicate<Map<String, String>>> requirements) {
        this.requirements = requirements;
    }

    /**
     * @param parameter name of the parameter that has the selector, for the message
     * @throws KapisException 400, if it is not a selector: to list everything instead would mislead
     */
    static LabelSelector parse(String parameter, String text) {
        List<Predicate<Map<String, String>>> requirements = new ArrayList<>();
        for (String part : COMMA.split(text)) {
            requirements.add(parseRequirement(parameter, part.strip()));
        }
        return new LabelSelector(requirements);
    }

    private static Predicate<Map<String, String>> parseRequirement(String parameter, String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            Set<String> values =
                    Stream.of(set.group(3).split(",")).map(String::strip).collect(Collectors.toSet());
            boolean in = set.group(2).equals("in");
            return labels -> {
                String value = labels.get(set.group(1));
                return in ? value != null && values.contains(value) : value == null || !values.contains(value);
            };
        }
        Matcher equal = EQUAL.matcher(text);
        if (equal.matches()) {
            boolean same = !equal.group(2).equals("!=");
            return labels -> equal.group(3).equals(labels.get(equal.group(1))) == same;
        }
        Matcher exists = EXISTS.matcher(text);
        if (exists.matches()) {
            return labels ->
                    labels.containsKey(exists.group(2)) == exists.group(1).isEmpty();
        }
        throw KapisException.badRequest("the parameter " + parameter
                + " is not a selector of Kubernetes; write for example app=web,tier in (a,b),!canary");
    }

    @Override
    public boolean test(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.test(labels));
    }
}
