using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SearchWords : Migration
    {
        /// <summary>Takes the words of all texts from the phrase index.</summary>
        internal const string Fill =
            """
            CREATE VIRTUAL TABLE message_vocabulary USING fts5vocab(message_phrases, row);
            INSERT OR IGNORE INTO search_words (word)
                SELECT term FROM message_vocabulary WHERE length(term) BETWEEN 4 AND 40 AND term NOT GLOB '*[0-9]*';
            DROP TABLE message_vocabulary
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Words are found by the letters inside of them. EF does not model the index.
            migrationBuilder.Sql(
                """
                CREATE TABLE search_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
                CREATE VIRTUAL TABLE search_word_parts USING fts5(
                    word, content='', contentless_delete=1, tokenize="trigram case_sensitive 1");
                CREATE TRIGGER search_words_insert AFTER INSERT ON search_words BEGIN
                    INSERT INTO search_word_parts (rowid, word) VALUES (new.id, new.word); END;
                CREATE TRIGGER search_words_delete AFTER DELETE ON search_words BEGIN
                    DELETE FROM search_word_parts WHERE rowid = old.id; END;
                INSERT INTO counters (Name, Next) VALUES ('forgottenWords', 0)
                """);
            migrationBuilder.Sql(Fill);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                "DROP TABLE search_words; DROP TABLE search_word_parts; DELETE FROM counters WHERE Name = 'forgottenWords'");
        }
    }
}
