package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void pagesAreReadUntilOneIsNotFull() {
        assertThat(Page.all(page -> Collections.nCopies(page.number() < 3 ? 100 : 7, "x")))
                .hasSize(207);
        assertThat(Page.all(page -> Collections.nCopies(100, "x")))
                .as("at most ten")
                .hasSize(1_000);
    }

    /** A hostile server would fill the memory. */
    @Test
    void aPageThatIsLargerThanAskedForIsRefused() {
        assertThatThrownBy(() -> Page.all(page -> Collections.nCopies(101, "x")))
                .isInstanceOf(ProviderException.class)
                .hasMessage("the server sends more than was asked for; check its address");
        assertThatThrownBy(() -> Page.find(page -> Collections.nCopies(101, "x"), "y"::equals))
                .isInstanceOf(ProviderException.class);
    }
}
