import io.pharos.core.definition.ServedName;
import io.pharos.core.serving.ServedRow;
import io.pharos.embedded.files.DataFolder;
import io.pharos.embedded.state.SqliteServingTable;
import io.pharos.embedded.state.StateDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Fills a data folder that no warehouse holds with the served rows of 11,112 ads on 90 days, through
 * the class that curations publish with. Arguments: data folder, last day.
 */
final class FillServing {
  private FillServing() {}

  public static void main(String... arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    LocalDate last = LocalDate.parse(arguments[1]);
    SplittableRandom random = new SplittableRandom(1);
    try (DataFolder folder = DataFolder.open(data, Optional.empty());
        StateDatabase state = StateDatabase.open(folder.path().resolve("state.db"))) {
      SqliteServingTable table = new SqliteServingTable(state);
      // As curations do: a day's rows of all ads at once.
      for (int back = Ads.DAYS - 1; back >= 0; back--) {
        String day = last.minusDays(back).toString();
        List<ServedRow> rows = new ArrayList<>();
        for (int ad = 0; ad < Ads.ADS; ad++) {
          int impressions = random.nextInt(100_000);
          int clicks = random.nextInt(impressions + 1);
          rows.add(
              new ServedRow(
                  Ads.id(ad),
                  day,
                  "{\"impressions\":" + impressions + ",\"clicks\":" + clicks + "}"));
        }
        table.upsert(ServedName.parse("advertising.traffic"), rows);
      }
    }
    System.out.println(Ads.ADS * Ads.DAYS);
  }
}
