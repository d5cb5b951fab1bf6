package io.jenkins.plugins.kubesphere.devops.kapis.list;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts only what a page shows. Clients ask for the newest ten of ten thousand runs every few seconds, and to sort all of
 * them takes ten times as long as to find these.
 */
public final class PageSorter {
    /** From this part of a list on, it is faster to sort all of it. */
    private static final int PART = 8;

    private PageSorter() {}

    /**
     * Returns the items from a position in the order up to another.
     *
     * @param from the first position, from 0 up to the size of the list
     * @param to the position after the last, from {@code from} up to the size of the list
     */
    public static <T> List<T> range(List<T> items, Comparator<? super T> order, int from, int to) {
        if (from == to) {
            return List.of();
        }
        List<T> first = to > items.size() / PART ? items : first(items, order, to);
        return first.stream().sorted(order).limit(to).skip(from).toList();
    }

    /** The first items in the order; they are not sorted. */
    private static <T> List<T> first(List<T> items, Comparator<? super T> order, int count) {
        PriorityQueue<T> found = new PriorityQueue<>(count, order.reversed());
        for (T item : items) {
            if (found.size() < count) {
                found.add(item);
            } else if (order.compare(item, found.element()) < 0) {
                found.remove();
                found.add(item);
            }
        }
        return List.copyOf(found);
    }
}
