package hudson.model;

import java.util.Collection;

public interface ItemGroup<T extends Item> {
    Collection<T> getItems();

    default <U extends Item> Iterable<U> allItems(Class<U> type) {
        throw new UnsupportedOperationException();
    }
}
