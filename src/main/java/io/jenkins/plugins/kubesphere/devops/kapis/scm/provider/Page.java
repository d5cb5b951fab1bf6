package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import io.jenkins.plugins.kubesphere.devops.kapis.http.QueryParameters;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A part of a list.
 *
 * @param number from 1
 * @param size 1 to 100, the limit of each provider
 */
public record Page(long number, long size) {
    /** What {@link #of} reads. */
    public static final List<RouteQueryParameter> PARAMETERS = List.of(
            RouteQueryParameter.number("page", 1, "Which page, from 1"),
            RouteQueryParameter.number("limit", 1, "How many a page has: 10, if it is not given; 100 at most"),
            RouteQueryParameter.number("pageNumber", 1, "The same as page"),
            RouteQueryParameter.number("pageSize", 1, "The same as limit"));

    private static final long DEFAULT_SIZE = 10;
    private static final long MAX_SIZE = 100;
    private static final int MAX_PAGES = 10;
    private static final long MAX_NUMBER = 100_000;

    /** Consoles send {@code page} and {@code limit}, or {@code pageNumber} and {@code pageSize}. */
    public static Page of(QueryParameters query) {
        long number = query.number("page", query.number("pageNumber", 1, 1), 1);
        long size = query.number("limit", query.number("pageSize", DEFAULT_SIZE, 1), 1);
        return new Page(Math.min(number, MAX_NUMBER), Math.min(size, MAX_SIZE));
    }

    /** Reads pages until one is not full, at most ten of the largest. */
    public static <T> List<T> all(Function<Page, List<T>> reader) {
        List<T> found = new ArrayList<>();
        for (int number = 1; number <= MAX_PAGES; number++) {
            List<T> page = read(reader, number);
            found.addAll(page);
            if (page.size() < MAX_SIZE) {
                break;
            }
        }
        return found;
    }

    /** Like {@link #all}, until an element is found. */
    static <T> Optional<T> find(Function<Page, List<T>> reader, Predicate<T> wanted) {
        for (int number = 1; number <= MAX_PAGES; number++) {
            List<T> page = read(reader, number);
            Optional<T> found = page.stream().filter(wanted).findFirst();
            if (found.isPresent() || page.size() < MAX_SIZE) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A server that sends more than it was asked for would fill our memory. */
    private static <T> List<T> read(Function<Page, List<T>> reader, int number) {
        List<T> page = reader.apply(new Page(number, MAX_SIZE));
        if (page.size() > MAX_SIZE) {
            throw new ProviderException(0, "the server sends more than was asked for; check its address");
        }
        return page;
    }

    String numberText() {
        return Long.toString(number);
    }

    String sizeText() {
        return Long.toString(size);
    }

    /** The number of elements before this page. */
    String offsetText() {
        return Long.toString((number - 1) * size);
    }
}
