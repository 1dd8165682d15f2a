using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PhraseIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE message_phrases USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0")
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE message_phrases");
        }
    }
}
