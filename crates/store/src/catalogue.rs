//! The catalogue: one entry for each integration, searched.

use bundle::Slug;
use market::Release;
use market::catalogue::{Entry, Listed, Query, search_words, versions};
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::registered::sound;
use crate::releases::{reviewed_of, rows as row};
use crate::{Error, Page, Store};

impl Store {
    /// The entries that a search finds, by slug.
    pub async fn catalogue_list(&self, query: &Query, page: Page) -> Result<Vec<Entry>, Error> {
        let mut listed = row::Entity::find().filter(row::Column::Listed.eq(1));
        for word in search_words(&query.text) {
            listed = listed.filter(contains(row::Column::Search, &word));
        }
        if let Some(category) = query.category {
            listed = listed.filter(contains(row::Column::Categories, &format!(" {category} ")));
        }
        if let Some(trigger) = query.trigger {
            listed = listed.filter(row::Column::Trigger.eq(trigger.id()));
        }
        let listed = listed
            .order_by_asc(row::Column::Slug)
            .limit(page.limit())
            .offset(page.offset());
        let keys = self.platform_keys().await?;
        let releases: Vec<Release> = sound(&self.reader, &keys, listed).await?;
        Ok(releases.iter().map(Entry::of).collect())
    }

    /// The release that stands for an integration, with its versions, newest first.
    pub async fn catalogue_find(
        &self,
        slug: &Slug,
    ) -> Result<Option<(Release, Vec<Listed>)>, Error> {
        let keys = self.platform_keys().await?;
        let releases = reviewed_of(&self.reader, &keys, slug).await?;
        let newest = market::catalogue::newest(&releases).cloned();
        Ok(newest.map(|newest| (newest, versions(&releases))))
    }
}

/// Whether a column holds a text, whatever stands in it.
fn contains(column: row::Column, text: &str) -> Expr {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    Expr::col(column).like(LikeExpr::new(pattern).escape('\\'))
}
