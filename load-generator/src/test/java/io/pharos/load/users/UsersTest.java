package io.pharos.load.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.core.value.Uuids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UsersTest {
  private static final long START = 1_795_250_000_000L;
  private static final Duration DURATION = Duration.ofMinutes(1);
  private static final Behaviour BEHAVIOUR = behaviour(200, 10, 0.3, 42);

  static Behaviour behaviour(int users, int ads, double rate, long seed) {
    return new Behaviour(
        users,
        ads,
        rate,
        new Spread(Duration.ofSeconds(5), Duration.ofSeconds(1)),
        new Spread(Duration.ofSeconds(1), Duration.ofSeconds(1)),
        seed);
  }

  private static List<Event> events(Behaviour behaviour) {
    Users users = new Users(behaviour, START, DURATION);
    List<Event> events = new ArrayList<>();
    while (users.nextAt() != Users.NEVER) {
      events.add(users.next());
    }
    return events;
  }

  private static <E extends Event> List<E> all(Class<E> type, Behaviour behaviour) {
    return events(behaviour).stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void sameSeedMakesTheSameEvents() {
    assertThat(events(BEHAVIOUR)).isEqualTo(events(BEHAVIOUR));
  }

  @Test
  void anotherSeedMakesOtherIdsAndAds() {
    List<Event> some = events(BEHAVIOUR);
    List<Event> others = events(behaviour(200, 10, 0.3, 43));
    assertThat(others).extracting(Event::id).doesNotContainAnyElementsOf(ids(some));
    assertThat(others)
        .extracting(Event::adId)
        .doesNotContainAnyElementsOf(some.stream().map(Event::adId).toList());
  }

  @Test
  void idsAreUuidsAndNoneComesTwice() {
    List<Event> events = events(BEHAVIOUR);
    assertThat(events)
        .allSatisfy(event -> assertThat(Uuids.normalize(event.id())).isEqualTo(event.id()))
        .allSatisfy(event -> assertThat(Uuids.normalize(event.adId())).isEqualTo(event.adId()));
    assertThat(ids(events)).doesNotHaveDuplicates();
  }

  @Test
  void eventsComeInTheOrderOfTheirTime() {
    assertThat(events(BEHAVIOUR).stream().map(Event::at)).isSorted();
  }

  @Test
  void aClickNamesAnImpressionBeforeItAndItsAd() {
    Map<String, Event> shown = new HashMap<>();
    for (Event event : events(BEHAVIOUR)) {
      switch (event) {
        case Event.Impression impression -> shown.put(impression.id(), impression);
        case Event.Click click -> {
          Event impression = Objects.requireNonNull(shown.get(click.impressionId()));
          assertThat(click.adId()).isEqualTo(impression.adId());
          assertThat(click.at()).isGreaterThanOrEqualTo(impression.at());
        }
      }
    }
  }

  @Test
  void noImpressionIsClickedTwice() {
    assertThat(all(Event.Click.class, BEHAVIOUR))
        .extracting(Event.Click::impressionId)
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @Test
  void asManyAreClickedAsTheRateSays() {
    for (double rate : new double[] {0, 0.1, 0.3, 1}) {
      Behaviour behaviour = behaviour(200, 10, rate, 42);
      double shown = all(Event.Impression.class, behaviour).size();
      double clicked = all(Event.Click.class, behaviour).size();
      double deviation = Math.sqrt(shown * rate * (1 - rate));
      assertThat(Math.abs(clicked - shown * rate)).isLessThanOrEqualTo(4 * deviation);
    }
  }

  @Test
  void everyAdIsShownAndNoOther() {
    assertThat(events(BEHAVIOUR).stream().map(Event::adId).distinct()).hasSize(10);
  }

  @Test
  void aUserViewsOneAdAfterTheOther() {
    Spread always = new Spread(Duration.ofSeconds(5), Duration.ZERO);
    Behaviour one = new Behaviour(1, 3, 0, always, always, 1);
    List<Event> events = events(one);
    assertThat(events).hasSize(12);
    for (int i = 1; i < events.size(); i++) {
      assertThat(events.get(i).at() - events.get(i - 1).at()).isBetween(4_999L, 5_001L);
    }
  }

  @Test
  void noAdIsViewedAfterTheEndAndClicksOnlyInTheGrace() {
    long end = START + DURATION.toMillis();
    assertThat(all(Event.Impression.class, BEHAVIOUR)).allMatch(event -> event.at() < end);
    Behaviour slow =
        new Behaviour(
            50,
            2,
            1,
            BEHAVIOUR.view(),
            new Spread(Duration.ofSeconds(30), Duration.ofSeconds(10)),
            1);
    long graceEnd = end + Users.CLICK_GRACE.toMillis();
    assertThat(all(Event.Click.class, slow)).isNotEmpty().allMatch(e -> e.at() <= graceEnd);
  }

  @Test
  void afterTheLastEventThereIsNone() {
    Users users = new Users(behaviour(1, 1, 0, 1), START, Duration.ofNanos(1));
    assertThat(users.nextAt()).isEqualTo(Users.NEVER);
    assertThatThrownBy(users::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void usersWhoLeaveStillClickWhatTheySaw() {
    Users users = new Users(behaviour(200, 10, 1, 42), START, DURATION);
    long shown =
        Stream.generate(users::next).limit(500).filter(Event.Impression.class::isInstance).count();
    long clicked = 500 - shown;
    users.leave();
    for (; users.nextAt() != Users.NEVER; clicked++) {
      assertThat(users.next()).isInstanceOf(Event.Click.class);
    }
    assertThat(clicked).isEqualTo(shown);
  }

  @Test
  void timesAreNeverNegative() {
    Spread wide = new Spread(Duration.ofMillis(10), Duration.ofSeconds(1));
    SplittableRandom random = new SplittableRandom(1);
    assertThat(Stream.generate(() -> wide.draw(random)).limit(1_000)).allMatch(time -> time >= 0);
  }

  private static List<String> ids(List<Event> events) {
    return events.stream().map(Event::id).toList();
  }
}
