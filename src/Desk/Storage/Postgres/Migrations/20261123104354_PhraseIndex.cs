using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PhraseIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE TABLE message_phrases ("MessageId" bigint PRIMARY KEY REFERENCES messages ("Id") ON DELETE CASCADE, "Words" tsvector NOT NULL); CREATE INDEX message_phrases_words ON message_phrases USING gin ("Words")
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE message_phrases");
        }
    }
}
