package hudson.model;

import java.io.IOException;

public interface Item extends Saveable {
    String getName();

    String getFullName();

    void delete() throws IOException, InterruptedException;
}
