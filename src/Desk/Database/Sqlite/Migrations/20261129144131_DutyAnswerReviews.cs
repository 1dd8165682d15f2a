using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DutyAnswerReviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "answer_days",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Answers = table.Column<int>(type: "INTEGER", nullable: false),
                    Short = table.Column<int>(type: "INTEGER", nullable: false),
                    Repeated = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answer_days", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "answer_reviews",
                columns: table => new
                {
                    MessageId = table.Column<long>(type: "INTEGER", nullable: false),
                    TicketId = table.Column<long>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    User = table.Column<string>(type: "TEXT", nullable: false),
                    IsSample = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsShort = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsRepeated = table.Column<bool>(type: "INTEGER", nullable: false),
                    Given = table.Column<int>(type: "INTEGER", nullable: true),
                    ReviewedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ReviewedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answer_reviews", x => x.MessageId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_answer_reviews_Day",
                table: "answer_reviews",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_answer_reviews_Waiting",
                table: "answer_reviews",
                column: "MessageId",
                filter: "\"Given\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answer_days");

            migrationBuilder.DropTable(
                name: "answer_reviews");
        }
    }
}
