package hudson.model;

import java.io.IOException;

public interface Item extends Saveable {
    String getFullName();

    String getName();

    ItemGroup<? extends Item> getParent();

    void delete() throws IOException, InterruptedException;
}
