package io.jenkins.plugins.kubesphere.devops.kapis.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSorterTest {
    private static final int SIZE = 10_000;

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "0,1",
        "0,10",
        "10,20",
        "990,1000",
        "1240,1250",
        "1250,1260",
        "9990,10000",
        "0,10000",
        "10000,10000"
    })
    void aRangeIsThatOfTheSortedList(int from, int to) {
        assertThat(PageSorter.range(shuffled(), Comparator.reverseOrder(), from, to))
                .isEqualTo(IntStream.range(from, to)
                        .mapToObj(position -> SIZE - 1 - position)
                        .toList());
    }

    @Test
    void anEmptyListHasAnEmptyRange() {
        assertThat(PageSorter.range(List.<Integer>of(), Comparator.naturalOrder(), 0, 0))
                .isEmpty();
    }

    /** To sort 10,000 items takes 120,000 comparisons. */
    @Test
    void theFirstItemsAreFoundWithoutSortingAll() {
        AtomicInteger comparisons = new AtomicInteger();
        Comparator<Integer> counted = (one, other) -> {
            comparisons.incrementAndGet();
            return one.compareTo(other);
        };

        PageSorter.range(shuffled(), counted, 0, 10);

        assertThat(comparisons.get()).isLessThan(2 * SIZE);
    }

    private static List<Integer> shuffled() {
        List<Integer> items = new ArrayList<>(IntStream.range(0, SIZE).boxed().toList());
        Collections.shuffle(items, new Random(1));
        return items;
    }
}
