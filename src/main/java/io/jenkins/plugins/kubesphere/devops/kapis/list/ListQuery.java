package io.jenkins.plugins.kubesphere.devops.kapis.list;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.QueryParameters;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Paging, order and filters of the lists of v1alpha3, by the parameters of KubeSphere. Without
 * a limit, a list has all objects.
 */
public final class ListQuery {
    /** What {@link #page} reads. */
    public static final List<RouteQueryParameter> PAGE = List.of(
            RouteQueryParameter.number("page", 1, "Which page, from 1"),
            RouteQueryParameter.number("limit", -1, "How many objects a page has; -1, or nothing, for all"));

    /** What {@link #apply(Stream)} reads. */
    public static final List<RouteQueryParameter> PARAMETERS = List.of(
            PAGE.get(0),
            PAGE.get(1),
            RouteQueryParameter.text(
                    "sortBy", "name, or creationTimestamp, which is also the order for any other text"),
            RouteQueryParameter.flag("ascending", "Turns the order round: the first or oldest comes first"),
            RouteQueryParameter.text("name", "A part of the name, or of the name that people see"),
            RouteQueryParameter.text("names", "Names, separated by commas"),
            RouteQueryParameter.text("uid", "The UID"),
            RouteQueryParameter.text("namespace", "The namespace"),
            RouteQueryParameter.text("ownerReference", "The UID of an owner"),
            RouteQueryParameter.text("ownerKind", "The kind of an owner"),
            RouteQueryParameter.text("annotation", "A selector, as for labels"),
            RouteQueryParameter.text("label", "The same as labelSelector"),
            RouteQueryParameter.text("labelSelector", "A selector of Kubernetes, for example app=web,!canary"));

    private static final int ALL = -1;
    private static final String NAME = "name";
    private static final String ALIAS = "kubesphere.io/alias-name";

    private final QueryParameters query;

    /** The positions of what is shown, from the first up to that after the last. */
    private record Page(int from, int to) {}

    public ListQuery(QueryParameters query) {
        this.query = query;
    }

    /**
     * Returns the page that is asked for, in the order that is asked for: the newest first, if nothing else is said.
     *
     * @throws KapisException 400, if a parameter is not valid
     */
    public <T extends HasMetadata> ListResult<T> apply(Stream<T> objects) {
        Comparator<HasMetadata> order = order();
        return apply(objects, query.isTrue("ascending", false) ? order : order.reversed());
    }

    /** Like {@link #apply(Stream)}, in an order that the route gives. */
    public <T extends HasMetadata> ListResult<T> apply(Stream<T> objects, Comparator<? super T> order) {
        List<T> found = objects.filter(filter()).toList();
        Page page = shown(found.size());
        return new ListResult<>(PageSorter.range(found, order, page.from(), page.to()), found.size());
    }

    /** Returns the page that is asked for of objects that are sorted already. */
    public <T> List<T> page(List<T> sorted) {
        Page page = shown(sorted.size());
        return List.copyOf(sorted.subList(page.from(), page.to()));
    }

    private Page shown(int size) {
        long page = query.number("page", 1, 1);
        long limit = Math.min(Integer.MAX_VALUE, query.number("limit", ALL, ALL));
        if (limit == ALL) {
            return new Page(0, page == 1 ? size : 0);
        }
        long from = Math.min(size, Math.min(size, page - 1) * limit);
        return new Page((int) from, (int) Math.min(size, from + limit));
    }

    private Comparator<HasMetadata> order() {
        Comparator<HasMetadata> byName =
                Comparator.comparing(object -> object.getMetadata().getName());
        if (query.find("sortBy").filter(NAME::equals).isPresent()) {
            return byName;
        }
        // Texts of this form have the order of their times.
        return Comparator.<HasMetadata, String>comparing(object ->
                        Objects.requireNonNullElse(object.getMetadata().getCreationTimestamp(), ""))
                .thenComparing(byName);
    }

    private Predicate<HasMetadata> filter() {
        return query.all().entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> filter(parameter.getKey(), parameter.getValue()))
                .reduce(object -> true, Predicate::and);
    }

    /** A parameter that is not a filter matches everything. */
    private static Predicate<HasMetadata> filter(String parameter, String value) {
        return switch (parameter) {
            case NAME ->
                object -> object.getMetadata().getName().contains(value)
                        || MetadataReader.annotation(object, ALIAS).orElse("").contains(value);
            case "names" -> {
                List<String> names = List.of(value.split(","));
                yield object -> names.contains(object.getMetadata().getName());
            }
            case "uid" -> object -> value.equals(object.getMetadata().getUid());
            case "namespace" -> object -> value.equals(object.getMetadata().getNamespace());
            case "ownerReference" ->
                object -> object.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> value.equals(owner.getUid()));
            case "ownerKind" ->
                object -> object.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> value.equals(owner.getKind()));
            case "annotation" -> selected(parameter, value, MetadataReader::annotations);
            case "label", "labelSelector" -> selected(parameter, value, MetadataReader::labels);
            default -> object -> true;
        };
    }

    private static Predicate<HasMetadata> selected(
            String parameter, String value, Function<HasMetadata, Map<String, String>> values) {
        LabelSelector selector = LabelSelector.parse(parameter, value);
        return object -> selector.test(values.apply(object));
    }
}
