package io.jenkins.plugins.kubesphere.devops.kapis.list;

import java.util.List;

/**
 * A page of a list.
 *
 * @param items never null, because clients iterate over it
 * @param totalItems how many objects all pages have together
 */
public record ListResult<T>(List<T> items, int totalItems) {
    public ListResult {
        items = List.copyOf(items);
    }
}
