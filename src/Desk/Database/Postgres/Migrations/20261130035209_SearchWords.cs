using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SearchWords : Migration
    {
        /// <summary>Takes the words of all texts from the phrase index.</summary>
        internal const string Fill =
            """
            INSERT INTO search_words (word)
                SELECT word FROM ts_stat('SELECT "Words" FROM message_phrases')
                WHERE char_length(word) BETWEEN 4 AND 40 AND word !~ '[-0-9./@_:''\\ ]'
            ON CONFLICT (word) DO NOTHING
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Words are found by the letters inside of them. EF does not model the index. The extension pg_trgm is not needed, which not
            // every server has.
            migrationBuilder.Sql(
                """
                CREATE TABLE search_words (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, word text COLLATE "C" NOT NULL UNIQUE);
                CREATE FUNCTION search_parts(word text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                    SELECT coalesce(array_agg(DISTINCT substr(word, i, 3)), '{}') FROM generate_series(1, char_length(word) - 2) AS i $$;
                CREATE INDEX search_words_parts ON search_words USING gin (search_parts(word));
                INSERT INTO counters ("Name", "Next") VALUES ('forgottenWords', 0)
                """);
            migrationBuilder.Sql(Fill);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TABLE search_words; DROP FUNCTION search_parts(text); DELETE FROM counters WHERE "Name" = 'forgottenWords'
                """);
        }
    }
}
