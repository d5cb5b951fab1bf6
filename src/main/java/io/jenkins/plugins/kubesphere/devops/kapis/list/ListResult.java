package io.jenkins.plugins.kubesphere.devops.kapis.list;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.Type;
import java.util.List;

/**
 * A page of a list.
 *
 * @param items never null, because clients iterate over it
 * @param totalItems how many objects all pages have together
 */
public record ListResult<T>(
        @JsonProperty(required = true) List<T> items,
        @JsonProperty(required = true) int totalItems) {
    public ListResult {
        items = List.copyOf(items);
    }

    /** The type of a list with items of this type, for a table of routes. */
    public static Type of(Class<?> item) {
        return TypeFactory.defaultInstance().constructParametricType(ListResult.class, item);
    }
}
