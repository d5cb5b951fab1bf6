package io.jenkins.plugins.kubesphere.devops.kapis.description;

import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of operations, from which generated clients take the names of their methods. */
final class OperationIds {
    private OperationIds() {}

    /** For example {@code v1alpha3ListPipelines}: the summary without small words, and the version. */
    static String of(RouteTable table, Route route) {
        return table.version()
                + Stream.of(route.summary().split("[^A-Za-z0-9]+"))
                        .filter(word -> !word.matches("a|an|the"))
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }
}
